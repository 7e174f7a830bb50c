package io.github.rabbitlambda.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.IngressProperty;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The default VPC of the account, where Amazon MQ puts a private broker that names no network. Nothing is looked up at
 * synthesis: a function checks the VPC before the broker is made, and reads from the broker afterwards where it sits.
 */
final class DefaultNetwork extends Construct implements Network {
    // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: IPv4 CIDR blocks per VPC
    private static final int CIDR_BLOCKS = 5;
    private static final String FINGERPRINT = "default";
    private final boolean existingEndpoints;
    private final Operation operation;
    private final Step.Framework framework;
    private final Step check;

    DefaultNetwork(Construct scope, Options options) {
        super(scope, "Network");
        existingEndpoints = options.has(Feature.EXISTING_ENDPOINTS);
        operation = operation(options.jars().network());
        framework = Step.Framework.of(this, "Reader", operation.function());
        check = step("Check", Map.of("Phase", "check"));
    }

    private Operation operation(Jar jar) {
        String brokers = BrokerName.label(Stack.of(this)) + "-*";
        Operation reader = new Operation(this, "network.DefaultNetwork",
                Operation.Props.of(jar,
                        FunctionRole.allow(List.of("ec2:DescribeVpcs", "ec2:DescribeVpcAttribute",
                                "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcEndpoints"), "*"),
                        FunctionRole.allow("mq:DescribeBroker", FunctionRole.arn("mq", "broker:" + brokers))));
        Acknowledged.on(reader.role(), "AwsSolutions-IAM5[Resource::*]", "EC2's Describe actions take no resource.");
        Acknowledged.arn(reader.role(), "mq", "broker:" + brokers,
                "The function runs before the broker is made too, so its role knows the name's beginning only.");
        return reader;
    }

    private Step step(String id, Map<String, Object> properties) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.put("ExistingEndpoints", String.valueOf(existingEndpoints));
        return new Step(this, id, framework, all);
    }

    @Override
    public Placement placement() {
        return new Placement(false, List.of(), List.of(), FINGERPRINT, List.of(check));
    }

    @Override
    public Surroundings around(Broker broker) {
        Step found = step("Found", Map.of("Phase", "describe", "BrokerId", broker.id()));
        List<String> subnets = Fn.split(",", found.text("SubnetIds"));
        List<String> groups = Fn.split(",", found.text("SecurityGroupIds"));
        return new Surroundings(subnets, groups, groups, false, ways(found, subnets));
    }

    private List<IDependable> ways(Step found, List<String> subnets) {
        if (existingEndpoints) {
            return List.of(found);
        }
        String vpc = found.text("VpcId");
        CfnSecurityGroup group = CfnSecurityGroup.Builder.create(this, "EndpointGroup").vpcId(vpc)
                .groupDescription("Endpoints of STS, Secrets Manager and Lambda for the whole VPC")
                .securityGroupIngress(everyBlock(found)).build();
        Acknowledged.on(group, "AwsSolutions-EC23",
                "The rule can't judge blocks that CloudFormation reads; they are the"
                        + " VPC's own.");
        return List.of(new ServiceEndpoints(this,
                ServiceEndpoints.Props.shared(vpc, subnets, List.of(group.getAttrGroupId()))));
    }

    /** The endpoints take the services' names over for every workload of the VPC, so they let every one in. */
    private static List<IngressProperty> everyBlock(Step found) {
        List<String> blocks = Fn.split(",", found.text("VpcCidrs"));
        Stream<String> further = IntStream.range(1, CIDR_BLOCKS).mapToObj(block -> Fn.select(block, blocks));
        return Stream.concat(Stream.of(found.text("VpcCidr")), further).map(DefaultNetwork::https).toList();
    }

    private static IngressProperty https(String block) {
        return IngressProperty.builder().ipProtocol("tcp").fromPort(443).toPort(443).cidrIp(block)
                .description("HTTPS from the VPC").build();
    }
}
