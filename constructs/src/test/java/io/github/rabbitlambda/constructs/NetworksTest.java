package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupProps;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;

/** A broker in each network, read by a function in Python. */
class NetworksTest {

    @FunctionalInterface
    private interface Choice {
        RabbitMqNetwork in(Stack stack);
    }

    private static Stack stack(App app, Choice network) {
        Stack stack = new Stack(app, "Networks");
        RabbitMqBroker broker = RabbitMqBroker.Builder.create(stack, "Broker").network(network.in(stack)).build();
        Optional.ofNullable(stack.getNode().tryFindChild("Endpoints")).ifPresent(broker.getNode()::addDependency);
        RabbitMqTopology topology = RabbitMqTopology.Builder.create(stack, "Topology").broker(broker)
                .queues(RabbitMqQueues.Builder.create("orders").build()).build();
        Function.Builder.create(stack, "Orders").runtime(Runtime.PYTHON_3_13)
                .handler("index.handler").code(Code.fromInline("def handler(event, context): pass")).build()
                .addEventSource(RabbitMqEventSource.Builder.create(topology).build());
        return stack;
    }

    private static Synthesised synthesised(Choice network) {
        return Synthesised.of(app -> stack(app, network));
    }

    @Test
    void publicBrokersNeedNothingBeside() {
        Synthesised stack = synthesised(scope -> RabbitMqNetwork.publicAccess());
        assertThat(stack.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS);
        assertThat(stack.count("AWS::EC2")).isEmpty();
        assertThat(stack.policies()).doesNotContain("ec2:");
        assertThat(stack.ofType("Custom::EventSourceCleanup")).isEmpty();
        assertThat(stack.only("AWS::AmazonMQ::Broker").get("PubliclyAccessible").asBoolean()).isTrue();
        assertThat(stack.only("AWS::AmazonMQ::Broker").has("SecurityGroups")).isFalse();
    }

    @Test
    void aNatGatewayTakesThePlaceOfEndpoints() {
        Synthesised stack = synthesised(scope -> RabbitMqNetwork.natGateway());
        assertThat(stack.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS);
        assertThat(stack.ofType("AWS::EC2::NatGateway")).hasSize(1);
        assertThat(stack.ofType("AWS::EC2::VPCEndpoint")).isEmpty();
        assertThat(stack.only("AWS::EC2::VPC").get("CidrBlock").asText()).isEqualTo("10.0.0.0/16");
    }

    @Test
    void publicSubnetsHaveEndpoints() {
        Synthesised stack = synthesised(scope -> RabbitMqNetwork.publicSubnets().withCidr("192.168.0.0/16"));
        assertThat(stack.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS);
        assertThat(stack.ofType("AWS::EC2::VPCEndpoint")).hasSize(3);
        assertThat(stack.ofType("AWS::EC2::NatGateway")).isEmpty();
    }

    @Test
    void theDefaultVpcIsReadByTheDeployment() {
        Synthesised stack = synthesised(scope -> RabbitMqNetwork.defaultVpc());
        assertThat(stack.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS_IF);
        assertThat(stack.ofType("Custom::DefaultNetwork")).hasSize(2);
        assertThat(stack.count("AWS::EC2").keySet()).containsExactly("AWS::EC2::SecurityGroup",
                "AWS::EC2::VPCEndpoint");
        assertThat(stack.policies()).contains("ec2:DescribeVpcEndpoints");
    }

    @Test
    void aVpcOfTheAppNeedsOneSubnetAndEndpoints() {
        Synthesised stack = synthesised(NetworksTest::existing);
        assertThat(stack.verdicts()).extracting(Verdict::kind).containsExactly(Verdict.Kind.CONNECTS);
        assertThat(stack.only("AWS::AmazonMQ::Broker").get("SubnetIds")).hasSize(1);
        assertThat(stack.ofType("AWS::EC2::VPC")).hasSize(1);
        assertThat(stack.only("Custom::EventSourceCleanup").get("OwnsNetwork").asText()).isEqualTo("true");
        assertThat(stack.createdBefore(stack.id("Custom::Topology")))
                .containsAll(stack.ofType("AWS::EC2::VPCEndpoint").keySet()).hasSizeGreaterThan(3);
    }

    // the role must survive a first deletion while Lambda's interfaces hold what the stack deletes
    @Test
    void theGroupThatIsMadeInAnImportedVpcIsTheStacksOwn() {
        Synthesised made = synthesised(stack -> RabbitMqNetwork.existingVpc(vpc(stack), subnet(stack)));
        assertThat(made.only("Custom::EventSourceCleanup").get("OwnsNetwork").asText()).isEqualTo("true");
        Synthesised imported = synthesised(stack -> RabbitMqNetwork.existingVpc(vpc(stack), subnet(stack),
                SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1")));
        assertThat(imported.only("Custom::EventSourceCleanup").get("OwnsNetwork").asText()).isEqualTo("false");
    }

    // its deletion deletes neither
    @Test
    void aVpcOfAnotherStackIsNotTheStacksOwn() {
        Synthesised stack = synthesised(orders -> {
            Stack network = new Stack((App) orders.getNode().getRoot(), "Shared");
            Vpc vpc = new Vpc(network, "Vpc");
            return RabbitMqNetwork.existingVpc(vpc, SubnetSelection.builder().build(), new SecurityGroup(network, "Group",
                    SecurityGroupProps.builder().vpc(vpc).build()));
        });
        assertThat(stack.only("Custom::EventSourceCleanup").get("OwnsNetwork").asText()).isEqualTo("false");
    }

    private static IVpc vpc(Stack stack) {
        return Vpc.fromVpcAttributes(stack, "Vpc",
                VpcAttributes.builder().vpcId("vpc-1").availabilityZones(List.of("eu-west-1a")).build());
    }

    private static SubnetSelection subnet(Stack stack) {
        return SubnetSelection.builder().subnets(List.of(Subnet.fromSubnetId(stack, "Subnet", "subnet-1"))).build();
    }

    private static RabbitMqNetwork existing(Stack stack) {
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").ipAddresses(IpAddresses.cidr("10.9.0.0/16")).natGateways(0).maxAzs(2)
                .subnetConfiguration(List.of(SubnetConfiguration.builder().name("Broker").cidrMask(24)
                        .subnetType(SubnetType.PRIVATE_ISOLATED).build()))
                .build();
        SubnetSelection isolated = SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
        RabbitMqServiceEndpoints.Builder.create(stack, "Endpoints", vpc).subnets(isolated).build();
        return RabbitMqNetwork.existingVpc(vpc, isolated);
    }

    @Test
    void endpointsCanBeForNamedRolesAlone() {
        Synthesised stack = Synthesised.of(app -> {
            Stack restricted = new Stack(app, "Restricted");
            Vpc vpc = new Vpc(restricted, "Vpc");
            RabbitMqBroker broker = RabbitMqBroker.Builder.create(restricted, "Broker")
                    .network(RabbitMqNetwork.publicAccess()).build();
            RabbitMqServiceEndpoints.Builder.create(restricted, "Endpoints", vpc)
                    .restrictedTo(broker.getCredentials()).build()
                    .admit(Role.fromRoleArn(restricted, "Reader",
                            "arn:aws:iam::123456789012:role/reader"));
            return restricted;
        });
        assertThat(stack.ofType("AWS::EC2::VPCEndpoint").values().toString()).contains("role/reader")
                .contains("sts:AssumeRole").contains("lambda:InvokeFunction");
    }

    // Amazon MQ does not document where a cluster goes there
    @Test
    void refusesAClusterInTheDefaultVpc() {
        assertThatThrownBy(() -> RabbitMqBroker.Builder.create(new Stack(), "Broker")
                .deploymentMode(DeploymentMode.CLUSTER_MULTI_AZ).network(RabbitMqNetwork.defaultVpc()).build())
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("deploymentMode must be SINGLE_INSTANCE in the default VPC");
    }

    @Test
    void refusesAddressesThatAreNotPrivate() {
        for (String block : List.of("8.8.0.0/16", "10.0.0.0/8", "172.15.0.0/16", "172.32.0.0/16",
                "10.256.0.0/16", "192.167.0.0/16")) {
            assertThatThrownBy(() -> RabbitMqNetwork.isolatedSubnets().withCidr(block)).isInstanceOf(Refusal.class)
                    .hasMessage("vpcCidr must be a private block from /16 to /24 such as 10.0.0.0/16 (given " + block
                            + "): each zone has two subnets in it");
        }
        for (String block : List.of("10.255.0.0/16", "172.16.0.0/16", "172.31.0.0/16", "192.168.0.0/16")) {
            assertThat(RabbitMqNetwork.isolatedSubnets().withCidr(block)).isNotNull();
        }
    }
}
