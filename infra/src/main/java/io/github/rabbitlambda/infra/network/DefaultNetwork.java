package io.github.rabbitlambda.infra.network;

import io.github.rabbitlambda.infra.operation.Acknowledgements;
import io.github.rabbitlambda.infra.operation.DeploymentStep;
import io.github.rabbitlambda.infra.operation.FunctionRole;
import io.github.rabbitlambda.infra.operation.Operation;
import io.github.rabbitlambda.infra.operation.StepProvider;
import io.github.rabbitlambda.infra.options.Jar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.IngressProperty;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The default VPC of the account, where Amazon MQ puts a private broker that names no network. Synthesis looks nothing
 * up: a function checks the VPC before the broker is created, and afterwards reads the broker's subnets and groups.
 */
public final class DefaultNetwork extends Construct implements Network {
    // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: IPv4 CIDR blocks per VPC
    private static final int CIDR_BLOCKS = 5;
    private static final String FINGERPRINT = "default";
    private final boolean existingEndpoints;
    private final StepProvider provider;
    private final DeploymentStep check;

    public DefaultNetwork(Construct scope, Props props) {
        super(scope, "Network");
        existingEndpoints = props.existingEndpoints();
        provider = StepProvider.immediate(this, "Reader", reader(props).function());
        check = step("Check", Map.of("Phase", "check"));
    }

    private Operation reader(Props props) {
        String brokers = props.brokerNamePrefix() + "-*";
        Operation reader = new Operation(this, "network.DefaultNetwork",
                Operation.Props.of(props.jar(),
                        FunctionRole.allow(List.of("ec2:DescribeVpcs", "ec2:DescribeVpcAttribute",
                                "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcEndpoints"), "*"),
                        FunctionRole.allow("mq:DescribeBroker", FunctionRole.arn("mq", "broker:" + brokers))));
        Acknowledgements.add(reader.role(), "AwsSolutions-IAM5[Resource::*]",
                "EC2's Describe actions take no resource.");
        Acknowledgements.addForArn(reader.role(), "mq", "broker:" + brokers,
                "The function runs before the broker is made too, so its role knows the name's beginning only.");
        return reader;
    }

    private DeploymentStep step(String id, Map<String, Object> properties) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.put("ExistingEndpoints", String.valueOf(existingEndpoints));
        return new DeploymentStep(this, id, provider, all);
    }

    @Override
    public BrokerPlacement placement() {
        return new BrokerPlacement(false, List.of(), List.of(), FINGERPRINT, List.of(check));
    }

    @Override
    public ClientNetwork clientNetwork(String brokerId) {
        DeploymentStep found = step("Found", Map.of("Phase", "describe", "BrokerId", brokerId));
        List<String> subnets = Fn.split(",", found.text("SubnetIds"));
        List<String> groups = Fn.split(",", found.text("SecurityGroupIds"));
        return new ClientNetwork(subnets, groups, groups, false, connections(found, subnets));
    }

    private List<IDependable> connections(DeploymentStep found, List<String> subnets) {
        if (existingEndpoints) {
            return List.of(found);
        }
        String vpc = found.text("VpcId");
        CfnSecurityGroup group = CfnSecurityGroup.Builder.create(this, "EndpointGroup").vpcId(vpc)
                .groupDescription("Endpoints of STS, Secrets Manager and Lambda for the whole VPC")
                .securityGroupIngress(everyBlock(found)).build();
        Acknowledgements.add(group, "AwsSolutions-EC23",
                "The rule can't judge blocks that CloudFormation reads; they are the"
                        + " VPC's own.");
        return List.of(new ServiceEndpoints(this,
                ServiceEndpoints.Props.shared(vpc, subnets, List.of(group.getAttrGroupId()))));
    }

    /** Their private DNS applies to every workload of the VPC, so the endpoints let all of them in. */
    private static List<IngressProperty> everyBlock(DeploymentStep found) {
        List<String> blocks = Fn.split(",", found.text("VpcCidrs"));
        Stream<String> further = IntStream.range(1, CIDR_BLOCKS).mapToObj(block -> Fn.select(block, blocks));
        return Stream.concat(Stream.of(found.text("VpcCidr")), further).map(DefaultNetwork::https).toList();
    }

    private static IngressProperty https(String block) {
        return IngressProperty.builder().ipProtocol("tcp").fromPort(443).toPort(443).cidrIp(block)
                .description("HTTPS from the VPC").build();
    }

    /**
     * @param existingEndpoints
     *            whether the VPC already has endpoints for the three services
     * @param brokerNamePrefix
     *            what the names of the stack's brokers begin with
     */
    public record Props(Jar jar, String brokerNamePrefix, boolean existingEndpoints) {}
}
