package io.github.rabbitlambda.infra;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * A VPC that goes with the stack: the broker in a group that lets itself in on 5671, the operations group beside it, and
 * from both a way to STS, Secrets Manager and Lambda. Needs as many zones as the broker has subnets.
 */
final class OwnNetwork extends Construct implements Network {
    static final Port AMQPS = Port.tcp(5671);
    static final Port HTTPS = Port.tcp(443);
    private static final int SPARE_ZONES = 6;
    private final Exit exit;
    private final Vpc vpc;
    private final SecurityGroup brokerGroup;
    private final SecurityGroup operationsGroup;

    OwnNetwork(Construct scope, Exit exit, BrokerOptions options, Readers readers) {
        super(scope, "Network");
        this.exit = exit;
        vpc = vpc(options);
        acknowledge(options);
        brokerGroup = group("BrokerGroup", "RabbitMQ broker and the interfaces of its event source mapping");
        operationsGroup = group("OperationsGroup", "Functions that declare, publish and observe");
        letIn();
        letOut(readers);
    }

    private Vpc vpc(BrokerOptions options) {
        Vpc.Builder vpc = Vpc.Builder.create(this, "Vpc").ipAddresses(IpAddresses.cidr("10.0.0.0/16"))
                .restrictDefaultSecurityGroup(false).natGateways(exit.natGateways())
                .subnetConfiguration(exit.subnets());
        return zones(vpc, options).build();
    }

    /** The spare zones keep the addresses of the subnets where they are when a zone is added. */
    private static Vpc.Builder zones(Vpc.Builder vpc, BrokerOptions options) {
        int zones = options.deploymentMode() == DeploymentMode.SINGLE_INSTANCE ? 1 : 2;
        if (options.availabilityZones().isEmpty()) {
            return vpc.maxAzs(zones).reservedAzs(SPARE_ZONES - zones);
        }
        List<String> named = options.deploymentMode() == DeploymentMode.SINGLE_INSTANCE
                ? options.availabilityZones().subList(0, 1)
                : options.availabilityZones();
        return vpc.availabilityZones(named).reservedAzs(SPARE_ZONES - named.size());
    }

    private void acknowledge(BrokerOptions options) {
        if (!options.availabilityZones().isEmpty()) {
            Acknowledged.on(vpc, "CloudFormation-Validate::W3010", "The zones are the user's choice for one Region.");
        }
        Acknowledged.on(vpc, "AwsSolutions-VPC7",
                "Flow logs cost and outlive the stack; who needs them switches them on for the account.");
    }

    /** EC2 can't change a description, and Amazon MQ can't change the groups of a RabbitMQ broker: constant texts. */
    private SecurityGroup group(String id, String description) {
        return SecurityGroup.Builder.create(this, id).vpc(vpc).description(description).allowAllOutbound(false)
                .build();
    }

    private void letIn() {
        allow(brokerGroup, brokerGroup, AMQPS, "the mapping reads the broker");
        allow(operationsGroup, brokerGroup, AMQPS, "messages");
        allow(operationsGroup, brokerGroup, HTTPS, "management API");
    }

    private void letOut(Readers readers) {
        if (exit == Exit.NAT) {
            List.of(brokerGroup, operationsGroup).forEach(group -> group.addEgressRule(Peer.anyIpv4(), HTTPS,
                    "STS, Secrets Manager and Lambda through the NAT gateway"));
            return;
        }
        SecurityGroup endpointGroup = group("EndpointGroup", "Endpoints of STS, Secrets Manager and Lambda");
        allow(brokerGroup, endpointGroup, HTTPS, "the mapping");
        allow(operationsGroup, endpointGroup, HTTPS, "operations");
        new ServiceEndpoints(this, ServiceEndpoints.Props.narrow(vpc.getVpcId(), subnetIds(),
                List.of(endpointGroup.getSecurityGroupId()), readers));
    }

    private static void allow(SecurityGroup from, SecurityGroup to, Port port, String why) {
        to.addIngressRule(from, port, why);
        from.addEgressRule(to, port, why);
    }

    private List<ISubnet> subnets() {
        return exit.brokerSubnets(vpc);
    }

    private List<String> subnetIds() {
        return subnets().stream().map(ISubnet::getSubnetId).toList();
    }

    private String fingerprint() {
        Stack stack = Stack.of(this);
        return subnets().stream().map(subnet -> stack.resolve(subnet.getAvailabilityZone()) + subnet.getIpv4CidrBlock())
                .toList().toString();
    }

    @Override
    public Placement placement() {
        return new Placement(false, subnetIds(), List.of(brokerGroup.getSecurityGroupId()), fingerprint(), List.of());
    }

    @Override
    public Surroundings around(Broker broker) {
        return new Surroundings(subnetIds(), List.of(brokerGroup.getSecurityGroupId()),
                List.of(operationsGroup.getSecurityGroupId()), true, List.of(this));
    }
}
