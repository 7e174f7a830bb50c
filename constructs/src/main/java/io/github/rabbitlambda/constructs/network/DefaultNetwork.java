package io.github.rabbitlambda.constructs.network;

import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.StepType;
import io.github.rabbitlambda.constructs.operation.Steps;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.IngressProperty;
import software.amazon.awscdk.services.iam.PolicyStatement;
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
    private final Steps steps;
    private final DeploymentStep check;

    public DefaultNetwork(Construct scope, Steps steps, boolean existingEndpoints) {
        super(scope, "Network");
        this.existingEndpoints = existingEndpoints;
        this.steps = steps;
        check = step("BeforeBroker", Map.of("Phase", "check"));
        Acknowledgements.add(steps.role(), "AwsSolutions-IAM5[Resource::*]",
                "EC2's Describe actions take no resource.");
    }

    /** What the steps of this network need. */
    public static List<PolicyStatement> statements() {
        return List.of(FunctionRole.allow(List.of("ec2:DescribeVpcs", "ec2:DescribeVpcAttribute",
                "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcEndpoints"), "*"));
    }

    /** On an update the stack's own endpoints exist too, and the handler must not take them for the user's. */
    private DeploymentStep step(String id, Map<String, Object> properties) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.put("ExistingEndpoints", String.valueOf(existingEndpoints));
        return steps.add(this, id, StepType.DEFAULT_NETWORK, all);
    }

    @Override
    public BrokerPlacement placement() {
        return new BrokerPlacement(false, List.of(), List.of(), FINGERPRINT, Map.of(), List.of(check));
    }

    @Override
    public ClientNetwork clientNetwork(String brokerId) {
        DeploymentStep found = step("AfterBroker", Map.of("Phase", "describe", "BrokerId", brokerId));
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
        return List.of(new ServiceEndpoints(this, "Endpoints",
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
}
