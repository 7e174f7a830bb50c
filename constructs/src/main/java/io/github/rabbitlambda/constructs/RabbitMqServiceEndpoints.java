package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.network.EndpointAccess;
import io.github.rabbitlambda.constructs.network.ServiceEndpoints;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * Interface endpoints of STS, Secrets Manager and Lambda, which a mapping calls from the broker's subnets. Their private
 * DNS answers for the whole VPC, so a VPC has them once.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html">Lambda guide</a>
 */
public final class RabbitMqServiceEndpoints extends Construct implements IConnectable {
    private final Connections connections;
    private final Optional<EndpointAccess> access;

    private RabbitMqServiceEndpoints(Construct scope, String id, Builder given) {
        super(scope, id);
        List<ISecurityGroup> groups = given.securityGroups.isEmpty() ? List.of(group(given.vpc)) : given.securityGroups;
        connections = Connections.Builder.create().securityGroups(groups).defaultPort(Port.tcp(443)).build();
        access = Optional.ofNullable(given.access);
        new ServiceEndpoints(this, "Endpoints", given.props(groups));
    }

    private SecurityGroup group(IVpc vpc) {
        SecurityGroup group = SecurityGroup.Builder.create(this, "Group").vpc(vpc).allowAllOutbound(false)
                .description("Endpoints of STS, Secrets Manager and Lambda").build();
        group.addIngressRule(Peer.ipv4(block(vpc)), Port.tcp(443), "HTTPS from the VPC");
        return group;
    }

    private static String block(IVpc vpc) {
        try {
            return vpc.getVpcCidrBlock();
        } catch (RuntimeException e) {
            throw Refusal.of("securityGroups", "given, or the VPC imported with vpcCidrBlock",
                    "neither for " + vpc.getVpcId(), "the endpoints' group must let somebody in");
        }
    }

    /** Lets another role read the secrets that were named so far, where the endpoints are restricted. */
    public void admit(IGrantable reader) {
        access.ifPresent(policies -> policies.letReadAll(reader));
    }

    /** Lets a role read a secret, where the endpoints are restricted. */
    public void admit(IGrantable reader, ISecret secret) {
        access.ifPresent(policies -> policies.letRead(secret, reader));
    }

    /**
     * Lets a topology's function read its secrets and, if the topology rotates, write them and look after the mappings, where the
     * endpoints are restricted. Admit the role of a function that consumes with {@link #admit(IGrantable, ISecret)} and the
     * topology's consumer secret.
     */
    public void admit(RabbitMqTopology topology) {
        access.ifPresent(topology::passThrough);
    }

    @Override
    public Connections getConnections() {
        return connections;
    }

    public static final class Builder {
        private final Construct scope;
        private final String id;
        private final IVpc vpc;
        private SubnetSelection subnets = SubnetSelection.builder().build();
        private List<ISecurityGroup> securityGroups = List.of();
        private @Nullable EndpointAccess access;

        private Builder(Construct scope, String id, IVpc vpc) {
            this.scope = scope;
            this.id = id;
            this.vpc = vpc;
        }

        public static Builder create(Construct scope, String id, IVpc vpc) {
            return new Builder(scope, id, vpc);
        }

        /** Private subnets by default. */
        public Builder subnets(SubnetSelection selection) {
            subnets = selection;
            return this;
        }

        /**
         * Groups that let the broker's in on 443; by default a new one that lets in the VPC's first block. A broker in a further
         * block, or a VPC that was imported without its block, needs them.
         */
        public Builder securityGroups(List<? extends ISecurityGroup> groups) {
            securityGroups = List.copyOf(groups);
            return this;
        }

        /**
         * Only these roles, and those that are admitted, may read this secret, and nobody another one; STS and Lambda are for
         * Lambda's service. Further calls name further secrets. Synthesis refuses a secret without any role.
         */
        public Builder restrictedTo(ISecret secret, IGrantable... roles) {
            access = (access == null ? new EndpointAccess() : access).letRead(secret, roles);
            return this;
        }

        private ServiceEndpoints.Props props(List<ISecurityGroup> groups) {
            List<String> subnetIds = SubnetIds.of(vpc, subnets);
            List<String> groupIds = groups.stream().map(ISecurityGroup::getSecurityGroupId).toList();
            return access == null
                    ? ServiceEndpoints.Props.shared(vpc.getVpcId(), subnetIds, groupIds)
                    : ServiceEndpoints.Props.restricted(vpc.getVpcId(), subnetIds, groupIds, access);
        }

        /**
         * @throws Refusal
         *             if no security group is given and the VPC's block is not known
         */
        public RabbitMqServiceEndpoints build() {
            return new RabbitMqServiceEndpoints(scope, id, this);
        }
    }
}
