package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;

/** Queues on a broker that exists, in a VPC whose rules are the user's matter. */
class RabbitMqTopologyTest {
    private static final Synthesised STACK = Synthesised.of(RabbitMqTopologyTest::stack);
    private static final String KEY = "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1234";

    private static Stack stack(App app) {
        Stack stack = new Stack(app, "Topologies");
        RabbitMqTopology topology = RabbitMqTopology.Builder.create(stack, "Topology")
                .broker(RabbitMqBroker.fromAttributes(stack, "Broker", attributes(stack)))
                .queues(RabbitMqQueues.Builder.create("orders").build()).build();
        ISecurityGroup rules = SecurityGroup.fromSecurityGroupId(stack, "Rules", "sg-rules");
        rules.getConnections().allowFrom(topology, Port.tcp(443));
        TestFunctions.node(stack, "Function").addEventSource(RabbitMqEventSource.Builder.create(topology).build());
        return stack;
    }

    private static RabbitMqBrokerAttributes attributes(Stack stack) {
        return TestBrokers.attributes(stack)
                .vpc(Vpc.fromVpcAttributes(stack, "Vpc",
                        VpcAttributes.builder().vpcId("vpc-1").availabilityZones(List.of("us-gov-west-1a")).build()))
                .vpcSubnets(SubnetSelection.builder().subnets(List.of(Subnet.fromSubnetId(stack, "Subnet", "subnet-1")))
                        .build())
                .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-broker",
                        SecurityGroupImportOptions.builder().mutable(false).build())))
                .credentials(Secret.fromSecretAttributes(stack, "Encrypted", SecretAttributes.builder()
                        .secretCompleteArn(
                                "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:shop-AbCdEf")
                        .encryptionKey(Key.fromKeyArn(stack, "Key", KEY)).build()))
                .build();
    }

    private static JsonNode tasks() {
        return STACK.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"))
                .filter(function -> function.path("Handler").asText().endsWith(".BrokerTasks")).findFirst()
                .orElseThrow();
    }

    // what is parked of a queue that others declare must be put back too
    @Test
    void replaysAndObservesQueuesThatExistAndDeclaresNone() {
        Synthesised stack = Synthesised.of(app -> {
            Stack existing = new Stack(app, "Existing");
            RabbitMqTopology topology = undeclared(existing);
            ParkedMessages parked = ParkedMessages.Builder.create(existing, "Parked").build();
            RabbitMqEventSource source = RabbitMqEventSource.Builder.create(topology).build();
            listener(existing, parked).addEventSource(source);
            new QueueObservation(existing, "Observation", topology);
            new MessageReplay(existing, "Replay", topology, parked);
            MappingVerification.Builder.create(existing, "Verification", source).probe(true).build();
            return existing;
        });
        assertThat(stack.count("Custom::").keySet()).containsExactly("Custom::Verification");
        assertThat(stack.ofType("AWS::Events::Rule")).hasSize(1);
        assertThat(stack.ofType("AWS::Lambda::Function").toString()).contains("replay.Replay");
        assertThat(stack.createdBefore(stack.id("Custom::Verification")))
                .anyMatch(id -> id.startsWith("TopologyStepsOnTasks"));
    }

    // a short hold where the broker delays nothing brings the same batch back every second
    @Test
    void holdsAnOutageShortlyOnlyWhereItDeclaresTheDelay() {
        for (boolean declared : List.of(true, false)) {
            Synthesised stack = Synthesised.of(app -> {
                Stack held = new Stack(app, "Held");
                RabbitMqTopology topology = topology(held).declare(declared).build();
                listener(held, ParkedMessages.Builder.create(held, "Parked").build())
                        .addEventSource(RabbitMqEventSource.Builder.create(topology).build());
                return held;
            });
            assertThat(stack.ofType("AWS::Lambda::Function").toString().contains("LISTENER_OUTAGE_HOLD"))
                    .isEqualTo(declared);
        }
    }

    @Test
    void declaresTheQueuesOfANewBroker() {
        Stack stack = new Stack(new App(), "New");
        RabbitMqTopology.Builder topology = RabbitMqTopology.Builder.create(stack, "Topology")
                .broker(RabbitMqBroker.Builder.create(stack, "Broker").network(RabbitMqNetwork.publicAccess()).build())
                .queues(RabbitMqQueues.Builder.create("orders").build()).declare(false);
        assertThatThrownBy(topology::build).isInstanceOf(Refusal.class)
                .hasMessage("declare must be true (given false): a new broker has no queues yet");
    }

    private static RabbitMqTopology undeclared(Stack stack) {
        return topology(stack).declare(false).build();
    }

    private static RabbitMqTopology.Builder topology(Stack stack) {
        return RabbitMqTopology.Builder.create(stack, "Topology")
                .broker(RabbitMqBroker.fromAttributes(stack, "Broker",
                        TestBrokers.attributes(stack).engineVersion("4.3").build()))
                .queues(RabbitMqQueues.Builder.create("orders").build());
    }

    private static RabbitMqListener listener(Stack stack, ParkedMessages parked) {
        return RabbitMqListener.Builder.create(stack, "Listener").jar(TestJars.ORDERS)
                .handler("com.example.OrderListener").parkedMessages(parked).build();
    }

    // nobody else could let the function in, and the deployment would end after ten minutes of retries
    @Test
    void isReachableForRulesOfGroupsThatMayNotBeChanged() {
        JsonNode rule = STACK.only("AWS::EC2::SecurityGroupIngress");
        String group = STACK.id("AWS::EC2::SecurityGroup");
        assertThat(rule.get("GroupId").asText()).isEqualTo("sg-rules");
        assertThat(rule.get("FromPort").asInt()).isEqualTo(443);
        assertThat(rule.get("SourceSecurityGroupId").toString()).contains(group);
        assertThat(tasks().get("VpcConfig").get("SecurityGroupIds").toString()).contains(group);
    }

    @Test
    void hasNoGroupOfAPublicBroker() {
        Stack stack = new Stack(new App(), "Public");
        assertThat(RabbitMqTopology.Builder.create(stack, "Topology").broker(TestBrokers.broker(stack))
                .queues(RabbitMqQueues.Builder.create("orders").build()).build().getConnections().getSecurityGroups())
                .isEmpty();
    }

    // Secrets Manager decrypts with the reader's permissions
    @Test
    void letsBothReadersDecryptASecretWithItsOwnKey() {
        assertThat(STACK.policies().split("\"kms:Decrypt\"", -1)).hasSize(3);
        assertThat(STACK.policies().split(KEY, -1)).hasSize(3);
    }
}
