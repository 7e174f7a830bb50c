package io.github.rabbitlambda.constructs.network;

import io.github.rabbitlambda.constructs.options.VpcCidr;
import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.options.BrokerOptions;
import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * A VPC of the stack. The broker's group lets itself in on 5671, the operations group reaches the broker, and both
 * groups reach STS, Secrets Manager and Lambda. Needs as many zones as the broker has subnets.
 */
public final class OwnNetwork extends Construct implements Network {
    private static final Port AMQPS = Port.tcp(5671);
    private static final Port HTTPS = Port.tcp(443);
    private final InternetAccess access;
    private final Vpc vpc;
    private final Subnets subnets;
    private final SecurityGroup brokerGroup;
    private final SecurityGroup operationsGroup;

    public OwnNetwork(Construct scope, Props props) {
        super(scope, "Network");
        access = props.access();
        vpc = vpc(props.cidr());
        subnets = new Subnets(this, vpc, Zone.chosen(props.options(), props.cidr()), access);
        acknowledge(props.options());
        brokerGroup = group("BrokerGroup", "RabbitMQ broker and the interfaces of its event source mapping");
        operationsGroup = group("OperationsGroup", "Functions that declare, publish and observe");
        allowBrokerAccess();
        allowServiceAccess(props.endpoints());
    }

    private Vpc vpc(VpcCidr cidr) {
        return Vpc.Builder.create(this, "Vpc").ipAddresses(IpAddresses.cidr(cidr.block()))
                .restrictDefaultSecurityGroup(false).natGateways(0).subnetConfiguration(List.of()).build();
    }

    private void acknowledge(BrokerOptions options) {
        if (!options.availabilityZones().isEmpty()) {
            Acknowledgements.add(this, "CloudFormation-Validate::W3010",
                    "The zones are the user's choice for one Region.");
        }
        Acknowledgements.add(vpc, "AwsSolutions-VPC7",
                "Flow logs cost and outlive the stack; who needs them switches them on for the account.");
    }

    /**
     * The descriptions never change: a new one replaces the group, and Amazon MQ can't change a RabbitMQ broker's
     * groups.
     */
    private SecurityGroup group(String id, String description) {
        return SecurityGroup.Builder.create(this, id).vpc(vpc).description(description).allowAllOutbound(false)
                .build();
    }

    private void allowBrokerAccess() {
        allow(brokerGroup, brokerGroup, AMQPS, "the mapping reads the broker");
        allow(operationsGroup, brokerGroup, AMQPS, "messages");
        allow(operationsGroup, brokerGroup, HTTPS, "management API");
    }

    private void allowServiceAccess(EndpointAccess endpoints) {
        if (access == InternetAccess.NAT) {
            List.of(brokerGroup, operationsGroup).forEach(group -> group.addEgressRule(Peer.anyIpv4(), HTTPS,
                    "STS, Secrets Manager and Lambda through the NAT gateway"));
            return;
        }
        SecurityGroup endpointGroup = group("EndpointGroup", "Endpoints of STS, Secrets Manager and Lambda");
        allow(brokerGroup, endpointGroup, HTTPS, "the mapping");
        allow(operationsGroup, endpointGroup, HTTPS, "operations");
        new ServiceEndpoints(this, "Endpoints", ServiceEndpoints.Props.restricted(vpc.getVpcId(), subnets.ids(),
                List.of(endpointGroup.getSecurityGroupId()), endpoints));
    }

    private static void allow(SecurityGroup from, SecurityGroup to, Port port, String why) {
        to.addIngressRule(from, port, why);
        from.addEgressRule(to, port, why);
    }

    @Override
    public BrokerPlacement placement() {
        return new BrokerPlacement(false, subnets.ids(), List.of(brokerGroup.getSecurityGroupId()),
                subnets.fingerprint(),
                subnets.zoneNames(), List.of());
    }

    @Override
    public ClientNetwork clientNetwork(String brokerId) {
        return new ClientNetwork(subnets.ids(), List.of(brokerGroup.getSecurityGroupId()),
                List.of(operationsGroup.getSecurityGroupId()), true, List.of(this));
    }

    public SecurityGroup brokerGroup() {
        return brokerGroup;
    }

    @Override
    public List<ISecurityGroup> operationsGroups(Construct scope) {
        return List.of(operationsGroup);
    }

    /**
     * @param endpoints
     *            who may call what through the network's endpoints, if it has any
     */
    public record Props(InternetAccess access, BrokerOptions options, VpcCidr cidr, EndpointAccess endpoints) {}
}
