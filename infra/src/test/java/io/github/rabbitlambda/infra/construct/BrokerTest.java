package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerTest {

    private static JsonNode broker(String stack) {
        return Synthesis.standard().stack(stack).only("AWS::AmazonMQ::Broker");
    }

    private static String name(Map<String, String> options, String stack) {
        return Synthesis.of(stack, options).only("AWS::AmazonMQ::Broker").get("BrokerName").toString();
    }

    // CreateBroker refuses any other value of any of these
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void hasPropertiesThatAmazonMqTakes(String stack) {
        JsonNode broker = broker(stack);
        assertThat(broker.get("EngineType").asText()).isEqualTo("RABBITMQ");
        assertThat(broker.get("EngineVersion").asText()).isEqualTo("4.3");
        assertThat(broker.get("HostInstanceType").asText()).isEqualTo("mq.m7g.medium");
        assertThat(broker.get("AutoMinorVersionUpgrade").asBoolean()).isTrue();
        assertThat(broker.get("DeploymentMode").asText()).isEqualTo("SINGLE_INSTANCE");
        assertThat(broker.get("Logs").toString()).isEqualTo("{\"General\":true}");
        assertThat(broker.get("Users")).hasSize(1);
    }

    // "Broker with [publiclyAccessible] set to true does not support specifying [securityGroups]"
    @Test
    void hasNeitherGroupNorSubnetWhenPublic() {
        assertThat(broker(StackNames.PUBLIC).get("PubliclyAccessible").asBoolean()).isTrue();
        assertThat(broker(StackNames.PUBLIC).has("SecurityGroups")).isFalse();
        assertThat(broker(StackNames.PUBLIC).has("SubnetIds")).isFalse();
    }

    // a group or a subnet would need a look-up, and Amazon MQ refuses one without the other
    @Test
    void namesNoNetworkInTheDefaultVpc() {
        assertThat(broker(StackNames.DEFAULT_VPC).get("PubliclyAccessible").asBoolean()).isFalse();
        assertThat(broker(StackNames.DEFAULT_VPC).has("SecurityGroups")).isFalse();
        assertThat(broker(StackNames.DEFAULT_VPC).has("SubnetIds")).isFalse();
    }

    // a single instance takes exactly one subnet
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#ownVpc")
    void hasOneSubnetAndOneGroupInOurVpcs(String stack) {
        assertThat(broker(stack).get("PubliclyAccessible").asBoolean()).isFalse();
        assertThat(broker(stack).get("SubnetIds")).hasSize(1);
        assertThat(broker(stack).get("SecurityGroups")).hasSize(1);
    }

    // the template must not hold the password; CloudFormation reads it from the secret
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void hasUserAndPasswordByDynamicReference(String stack) {
        JsonNode user = broker(stack).get("Users").get(0);
        assertThat(user.get("Username").toString()).contains("{{resolve:secretsmanager:", "SecretString:username");
        assertThat(user.get("Password").toString()).contains("{{resolve:secretsmanager:", "SecretString:password");
    }

    // Amazon MQ requires 12 characters and none of , : =
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void hasAPasswordThatAmazonMqTakes(String stack) {
        Template template = Synthesis.standard().stack(stack);
        JsonNode secret = template.properties(template.id("AWS::SecretsManager::Secret", "Credentials"));
        JsonNode generated = secret.get("GenerateSecretString");
        assertThat(generated.get("PasswordLength").asInt()).isBetween(12, 250);
        assertThat(generated.get("ExcludePunctuation").asBoolean()).isTrue();
        assertThat(generated.get("GenerateStringKey").asText()).isEqualTo("password");
        assertThat(generated.get("SecretStringTemplate").asText()).isEqualTo("{\"username\":\"rabbitlambda\"}");
        assertThat(secret.has("Name")).as("a deleted secret keeps its name for days").isFalse();
    }

    // CreateBroker refuses longer names; eight characters replace the token of the stack's id here
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void hasANameOfFiftyCharactersAtMost(String stack) {
        JsonNode parts = broker(stack).get("BrokerName").get("Fn::Join").get(1);
        String name = parts.get(0).asText() + "12345678" + parts.get(2).asText();
        assertThat(name).hasSizeLessThanOrEqualTo(50).matches("[A-Za-z0-9_-]+");
        assertThat(parts.get(1).toString()).contains("AWS::StackId");
    }

    // CloudFormation creates a replacement while the old broker exists: with the same name it fails
    @Test
    void hasAnotherNameWhenItIsReplaced() {
        String name = name(Map.of(), StackNames.NAT);
        assertThat(name(Map.of("deploymentMode", "cluster"), StackNames.NAT)).isNotEqualTo(name);
        assertThat(name(Map.of("availabilityZones", "us-east-1c"), StackNames.NAT)).isNotEqualTo(name);
    }

    // a new name replaces the broker, which loses its messages
    @Test
    void keepsItsNameWhenItIsUpdated() {
        String name = name(Map.of(), StackNames.NAT);
        assertThat(name(Map.of("engineVersion", "4.2", "instanceType", "mq.m7g.large", "shards", "2"), StackNames.NAT))
                .isEqualTo(name);
    }

    // a cluster in one zone fails with the zone
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#ownVpc")
    void spreadsAClusterOverDifferentZones(String stack) {
        Template template = Synthesis.of(stack, Map.of("deploymentMode", "cluster"));
        JsonNode subnets = template.only("AWS::AmazonMQ::Broker").get("SubnetIds");
        assertThat(subnets).hasSize(2);
        assertThat(Template.stream(subnets).map(subnet -> template.properties(subnet.get("Ref").asText())
                .get("AvailabilityZone").toString()).distinct()).hasSize(2);
    }

    @Test
    void usesTheZonesThatAreNamed() {
        Template template = Synthesis.of(StackNames.ISOLATED,
                Map.of("deploymentMode", "cluster", "availabilityZones", "us-east-1a,us-east-1c,us-east-1d"));
        assertThat(Template.stream(template.only("AWS::AmazonMQ::Broker").get("SubnetIds"))
                .map(subnet -> template.properties(subnet.get("Ref").asText()).get("AvailabilityZone").asText()))
                .containsExactly("us-east-1a", "us-east-1c", "us-east-1d");
    }

    // another address range would replace the subnet and with it the broker
    @Test
    void keepsTheFirstSubnetsAddressesWhenZonesAreAdded() {
        assertThat(firstBlock(Map.of())).isEqualTo(firstBlock(Map.of("deploymentMode", "cluster")))
                .isEqualTo(firstBlock(Map.of("availabilityZones", "us-east-1a")));
    }

    // EC2 refuses a subnet whose addresses the old one still has, and a zone can't be changed
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#ownVpc")
    void hasAnotherSubnetWithOtherAddressesInAnotherZone(String stack) {
        Map<String, JsonNode> first = Synthesis.of(stack, Map.of("availabilityZones", "us-east-1a"))
                .ofType("AWS::EC2::Subnet");
        Map<String, JsonNode> third = Synthesis.of(stack, Map.of("availabilityZones", "us-east-1c"))
                .ofType("AWS::EC2::Subnet");
        assertThat(third.keySet()).doesNotContainAnyElementsOf(first.keySet());
        assertThat(blocks(third)).doesNotContainAnyElementsOf(blocks(first));
    }

    private static List<String> blocks(Map<String, JsonNode> subnets) {
        return subnets.values().stream().map(subnet -> subnet.get("Properties").get("CidrBlock").asText()).toList();
    }

    // the broker's name must not change when only the words for its zone do
    @Test
    void staysTheSameWhenTheFirstZoneIsNamed() {
        Template named = Synthesis.of(StackNames.NAT, Map.of("availabilityZones", "us-east-1a"));
        JsonNode broker = named.only("AWS::AmazonMQ::Broker");
        assertThat(broker).isEqualTo(broker(StackNames.NAT));
        assertThat(
                named.properties(broker.get("SubnetIds").get(0).get("Ref").asText()).get("AvailabilityZone").asText())
                .isEqualTo("us-east-1a");
    }

    // Amazon MQ can't move a broker, and the order of the names means nothing
    @Test
    void staysTheSameWhenItsZonesAreNamedInAnotherOrder() {
        assertThat(cluster("us-east-1b,us-east-1c")).isEqualTo(cluster("us-east-1c,us-east-1b"));
        assertThat(cluster("us-east-1b,us-east-1c")).isNotEqualTo(cluster("us-east-1b,us-east-1d"));
    }

    private static JsonNode cluster(String zones) {
        return Synthesis.of(StackNames.NAT, Map.of("deploymentMode", "cluster", "availabilityZones", zones))
                .only("AWS::AmazonMQ::Broker");
    }

    private static String firstBlock(Map<String, String> options) {
        Template template = Synthesis.of(StackNames.NAT, options);
        return template.properties(
                template.only("AWS::AmazonMQ::Broker").get("SubnetIds").get(0).get("Ref").asText())
                .get("CidrBlock").asText();
    }
}
