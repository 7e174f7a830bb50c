package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import software.amazon.awscdk.services.secretsmanager.Secret;

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
    void theGroupThatIsMadeLetsItselfInAndWarnsOfNothing() {
        Synthesised made = synthesised(stack -> RabbitMqNetwork.existingVpc(vpc(stack), subnet(stack)));
        assertThat(made.metadata()).doesNotContain("Ignoring Egress rule");
        assertThat(made.ofType("AWS::EC2::SecurityGroupIngress").values().toString())
                .contains("the mapping reads the broker");
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

    // its deletion deletes neither, and the other stack must not wait for it
    @Test
    void aVpcOfAnotherStackIsNotTheStacksOwn() {
        Synthesised stack = synthesised(orders -> {
            Stack network = new Stack((App) orders.getNode().getRoot(), "Shared");
            Vpc vpc = new Vpc(network, "Vpc");
            return RabbitMqNetwork.existingVpc(vpc, SubnetSelection.builder().build(),
                    new SecurityGroup(network, "Group",
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

    // EC2 refuses a policy without a principal when the stack is deployed
    @Test
    void refusesEndpointsForNobody() {
        assertThatThrownBy(() -> Synthesised.of(app -> {
            Stack restricted = new Stack(app, "Restricted");
            RabbitMqServiceEndpoints.Builder.create(restricted, "Endpoints", new Vpc(restricted, "Vpc"))
                    .restrictedTo(new Secret(restricted, "Secret")).build();
            return restricted;
        })).hasMessageContaining("restrictedTo must name a role that reads the secret, or admit must (given none): EC2"
                + " refuses an endpoint's policy without a principal");
    }

    // the usual layout of an app; a policy that named the consumer's role would have each stack wait for the other
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConsumerMayBeInAnotherStackThanTheBroker(boolean topologyToo) {
        Synthesised stack = Synthesised.of(app -> {
            Stack shared = new Stack(app, "Shared");
            Stack orders = new Stack(app, "Orders");
            RabbitMqBroker broker = RabbitMqBroker.Builder.create(shared, "Broker").build();
            RabbitMqTopology topology = RabbitMqTopology.Builder.create(topologyToo ? orders : shared, "Topology")
                    .broker(broker).queues(RabbitMqQueues.Builder.create("orders").build()).build();
            TestFunctions.node(orders, "Function").addEventSource(RabbitMqEventSource.Builder.create(topology).build());
            return orders;
        });
        assertThat(stack.count("AWS::AmazonMQ")).isEmpty();
        assertThat(stack.ofType("AWS::Lambda::EventSourceMapping")).hasSize(1);
        assertThat(stack.ofType("Custom::Topology")).hasSize(topologyToo ? 1 : 0);
    }

    @Test
    void refusesEndpointsThatNobodyIsLetInto() {
        Stack stack = new Stack(new App(), "Orders");
        RabbitMqServiceEndpoints.Builder endpoints = RabbitMqServiceEndpoints.Builder
                .create(stack, "Endpoints", vpc(stack)).subnets(subnet(stack));
        assertThatThrownBy(endpoints::build).isInstanceOf(Refusal.class).hasMessage(
                "securityGroups must be given, or the VPC imported with vpcCidrBlock (given neither for vpc-1): the"
                        + " endpoints' group must let somebody in");
    }

    @Test
    void refusesTooFewSubnets() {
        Stack stack = new Stack(new App(), "Orders");
        RabbitMqBroker.Builder cluster = RabbitMqBroker.Builder.create(stack, "Cluster")
                .deploymentMode(DeploymentMode.CLUSTER_MULTI_AZ)
                .network(RabbitMqNetwork.existingVpc(vpc(stack), subnet(stack)));
        assertThatThrownBy(cluster::build).isInstanceOf(Refusal.class).hasMessage(
                "subnets must be at least two for a cluster (given 1): a cluster in one zone goes down with it");
        RabbitMqBroker.Builder single = RabbitMqBroker.Builder.create(stack, "Single").network(RabbitMqNetwork
                .existingVpc((IVpc) stack.getNode().findChild("Vpc"),
                        SubnetSelection.builder().subnets(List.of()).build()));
        assertThatThrownBy(single::build).isInstanceOf(Refusal.class)
                .hasMessage("subnets must be at least one (given 0): a broker in a VPC is in one");
    }

    // what does not apply is refused, not ignored
    @Test
    void refusesZonesWhereNoVpcIsMade() {
        for (RabbitMqNetwork network : List.of(RabbitMqNetwork.publicAccess(), RabbitMqNetwork.defaultVpc())) {
            RabbitMqBroker.Builder broker = RabbitMqBroker.Builder.create(new Stack(), "Broker").network(network)
                    .availabilityZones(List.of("us-east-1a"));
            assertThatThrownBy(broker::build).isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("availabilityZones must be left out (given us-east-1a)");
        }
    }

    // its subnet would begin behind the VPC's last address
    @Test
    void refusesAZoneThatFindsNoRoom() {
        RabbitMqNetwork small = RabbitMqNetwork.natGateway().withCidr("10.1.2.0/24");
        RabbitMqBroker.Builder broker = RabbitMqBroker.Builder.create(new Stack(), "Broker").network(small);
        assertThatThrownBy(() -> broker.availabilityZones(List.of("us-east-1e")).build()).isInstanceOf(Refusal.class)
                .hasMessage(
                        "vpcCidr must be a larger block for the zone us-east-1e (given 10.1.2.0/24): the letter of a"
                                + " zone says which part of the block it has, and there are 4");
        RabbitMqBroker.Builder fits = RabbitMqBroker.Builder.create(new Stack(), "Broker").network(small);
        assertThat(fits.availabilityZones(List.of("us-east-1d")).build()).isNotNull();
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
