package io.github.rabbitlambda.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
