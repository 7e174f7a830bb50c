package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.DefaultNetwork;
import io.github.rabbitlambda.constructs.network.EndpointAccess;
import io.github.rabbitlambda.constructs.network.ExistingNetwork;
import io.github.rabbitlambda.constructs.network.InternetAccess;
import io.github.rabbitlambda.constructs.network.Network;
import io.github.rabbitlambda.constructs.network.OwnNetwork;
import io.github.rabbitlambda.constructs.network.ServiceNetwork;
import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.options.VpcCidr;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * Where a new broker goes.
 */
public abstract sealed class RabbitMqNetwork {
    private static final Port AMQPS = Port.tcp(5671);

    private RabbitMqNetwork() {}

    abstract Built build(Construct scope, BrokerOptions options, ISecret credentials);

    /** Refuses what the network can't take. */
    void check(BrokerOptions options) {
        if (!options.availabilityZones().isEmpty()) {
            throw Refusal.of("availabilityZones", "left out", String.join(",", options.availabilityZones()),
                    "they are for a VPC that is made; elsewhere the subnets, or Amazon MQ, decide");
        }
    }

    /** No VPC: the broker is public. */
    public static RabbitMqNetwork publicAccess() {
        return new Public();
    }

    /** A new VPC without internet access, with endpoints of STS, Secrets Manager and Lambda. */
    public static NewVpc isolatedSubnets() {
        return new NewVpc(InternetAccess.NONE, VpcCidr.DEFAULT);
    }

    /** A new VPC with private subnets behind a NAT gateway. */
    public static NewVpc natGateway() {
        return new NewVpc(InternetAccess.NAT, VpcCidr.DEFAULT);
    }

    /** A new VPC with public subnets, in which the broker is private all the same, with endpoints as in isolated ones. */
    public static NewVpc publicSubnets() {
        return new NewVpc(InternetAccess.INTERNET_GATEWAY, VpcCidr.DEFAULT);
    }

    /** The account's default VPC, with new endpoints for all of it. One instance only. */
    public static RabbitMqNetwork defaultVpc() {
        return new Default();
    }

    /**
     * A VPC that exists. From the subnets, STS, Secrets Manager and Lambda must be reachable: through NAT or endpoints
     * ({@link RabbitMqServiceEndpoints}). Of several subnets a single instance takes the first.
     *
     * @param securityGroups
     *            let themselves in on 5671; without any, a group is made that does
     */
    public static RabbitMqNetwork existingVpc(IVpc vpc, SubnetSelection subnets, ISecurityGroup... securityGroups) {
        return new Existing(vpc, subnets, List.of(securityGroups));
    }

    /**
     * A network and the groups of the broker in it.
     *
     * @param endpoints
     *            who may call what through endpoints that were made for the broker alone
     */
    record Built(Network network, Connections connections, Optional<EndpointAccess> endpoints) {
        static Built of(Network network, List<? extends ISecurityGroup> groups) {
            return of(network, groups, Optional.empty());
        }

        private static Built of(Network network, List<? extends ISecurityGroup> groups,
                Optional<EndpointAccess> endpoints) {
            return new Built(network,
                    Connections.Builder.create().securityGroups(groups).defaultPort(AMQPS).build(), endpoints);
        }
    }

    private static final class Public extends RabbitMqNetwork {
        @Override
        Built build(Construct scope, BrokerOptions options, ISecret credentials) {
            return Built.of(new ServiceNetwork(), List.of());
        }
    }

    /**
     * A VPC that is made with the broker.
     */
    public static final class NewVpc extends RabbitMqNetwork {
        private final InternetAccess access;
        private final VpcCidr cidr;

        private NewVpc(InternetAccess access, VpcCidr cidr) {
            this.access = access;
            this.cidr = cidr;
        }

        /** The same with other addresses: a private block from /16 to /24; 10.0.0.0/16 by default. */
        public NewVpc withCidr(String block) {
            return new NewVpc(access, new VpcCidr(block));
        }

        @Override
        void check(BrokerOptions options) {
            options.availabilityZones().forEach(cidr::requireRoom);
        }

        @Override
        Built build(Construct scope, BrokerOptions options, ISecret credentials) {
            EndpointAccess endpoints = new EndpointAccess();
            endpoints.letRead(credentials, endpoints.account());
            OwnNetwork network = new OwnNetwork(scope, new OwnNetwork.Props(access, options, cidr, endpoints));
            return Built.of(network, List.of(network.brokerGroup()), Optional.of(endpoints));
        }
    }

    private static final class Default extends RabbitMqNetwork {
        @Override
        void check(BrokerOptions options) {
            super.check(options);
            if (options.deploymentMode() == DeploymentMode.CLUSTER_MULTI_AZ) {
                throw Refusal.of("deploymentMode", "SINGLE_INSTANCE in the default VPC", options.deploymentMode(),
                        "how Amazon MQ spreads a cluster over the default subnets is not documented");
            }
        }

        @Override
        Built build(Construct scope, BrokerOptions options, ISecret credentials) {
            Steps steps = SharedOperations.of(scope).steps();
            steps.allow(DefaultNetwork.statements());
            return Built.of(new DefaultNetwork(scope, steps, false), List.of());
        }
    }

    private static final class Existing extends RabbitMqNetwork {
        private final IVpc vpc;
        private final SubnetSelection selection;
        private final List<ISecurityGroup> groups;

        private Existing(IVpc vpc, SubnetSelection selection, List<ISecurityGroup> groups) {
            this.vpc = vpc;
            this.selection = selection;
            this.groups = groups;
        }

        @Override
        Built build(Construct scope, BrokerOptions options, ISecret credentials) {
            List<ISecurityGroup> ofBroker = groups.isEmpty() ? List.of(group(scope)) : groups;
            return Built.of(new ExistingNetwork(Stack.of(scope), vpc, subnets(options.deploymentMode()), ofBroker),
                    ofBroker);
        }

        private List<String> subnets(DeploymentMode mode) {
            List<String> ids = SubnetIds.of(vpc, selection);
            boolean single = mode == DeploymentMode.SINGLE_INSTANCE;
            if (ids.size() < (single ? 1 : 2)) {
                throw Refusal.of("subnets", single ? "at least one" : "at least two for a cluster", ids.size(),
                        single ? "a broker in a VPC is in one" : "a cluster in one zone goes down with it");
            }
            return single ? ids.subList(0, 1) : ids;
        }

        private ISecurityGroup group(Construct scope) {
            SecurityGroup group = SecurityGroup.Builder.create(scope, "BrokerGroup").vpc(vpc)
                    .description("RabbitMQ broker and the interfaces of its event source mapping").build();
            group.addIngressRule(group, AMQPS, "the mapping reads the broker");
            return group;
        }
    }
}
