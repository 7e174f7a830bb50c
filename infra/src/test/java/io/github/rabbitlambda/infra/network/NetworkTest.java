package io.github.rabbitlambda.infra.network;

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
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    private static Template stack(String name) {
        return Synthesis.standard().stack(name);
    }

    @Test
    void isAbsentFromThePublicStack() {
        assertThat(stack(StackNames.PUBLIC).resources().values()).extracting(resource -> resource.get("Type").asText())
                .noneMatch(type -> type.startsWith("AWS::EC2::"));
    }

    // a stack with a VPC of its own would not be the option that the user chose
    @Test
    void isNotMadeInTheDefaultVpc() {
        for (String type : List.of("AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::NatGateway", "AWS::EC2::Route",
                "AWS::EC2::InternetGateway")) {
            assertThat(stack(StackNames.DEFAULT_VPC).ofType(type)).as(type).isEmpty();
        }
    }

    // isolated subnets have no gateway and no route out of the VPC
    @Test
    void hasNoInternetAccessWhenIsolated() {
        for (String type : List.of("AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Route",
                "AWS::EC2::NatGateway", "AWS::EC2::EgressOnlyInternetGateway", "AWS::EC2::EIP")) {
            assertThat(stack(StackNames.ISOLATED).ofType(type)).as(type).isEmpty();
        }
    }

    // these stacks have endpoints or need nothing; a NAT gateway costs more a month than endpoints
    @ParameterizedTest
    @ValueSource(strings = {StackNames.PUBLIC, StackNames.DEFAULT_VPC, StackNames.ISOLATED, StackNames.PUBLIC_SUBNET})
    void hasNoNatGatewayInOtherOptions(String name) {
        assertThat(stack(name).ofType("AWS::EC2::NatGateway")).isEmpty();
        assertThat(stack(name).ofType("AWS::EC2::EIP")).isEmpty();
    }

    // without this route the mapping reaches neither STS nor Secrets Manager nor Lambda and never reads
    @Test
    void routesThroughTheNatGateway() {
        Template template = stack(StackNames.NAT);
        assertThat(template.ofType("AWS::EC2::VPCEndpoint")).isEmpty();
        String nat = template.id("AWS::EC2::NatGateway", "");
        String subnet = template.only("AWS::AmazonMQ::Broker").get("SubnetIds").get(0).get("Ref").asText();
        JsonNode route = routeOf(template, subnet);
        assertThat(route.get("DestinationCidrBlock").asText()).isEqualTo("0.0.0.0/0");
        assertThat(route.get("NatGatewayId").get("Ref").asText()).isEqualTo(nat);
        String natSubnet = template.properties(nat).get("SubnetId").get("Ref").asText();
        assertThat(routeOf(template, natSubnet).get("GatewayId").get("Ref").asText())
                .isEqualTo(template.id("AWS::EC2::InternetGateway", ""));
        assertThat(template.properties(nat).has("AllocationId")).isTrue();
    }

    @Test
    void hasPublicSubnetsWhereThatIsTheOption() {
        Template template = stack(StackNames.PUBLIC_SUBNET);
        String subnet = template.only("AWS::AmazonMQ::Broker").get("SubnetIds").get(0).get("Ref").asText();
        assertThat(routeOf(template, subnet).get("GatewayId").get("Ref").asText())
                .isEqualTo(template.id("AWS::EC2::InternetGateway", ""));
        assertThat(template.properties(subnet).get("MapPublicIpOnLaunch").asBoolean()).isFalse();
    }

    private static JsonNode routeOf(Template template, String subnet) {
        String table = template.ofType("AWS::EC2::SubnetRouteTableAssociation").values().stream()
                .map(association -> association.get("Properties"))
                .filter(association -> association.get("SubnetId").get("Ref").asText().equals(subnet)).findFirst()
                .orElseThrow().get("RouteTableId").get("Ref").asText();
        return template.ofType("AWS::EC2::Route").values().stream().map(route -> route.get("Properties"))
                .filter(route -> route.get("RouteTableId").get("Ref").asText().equals(table)).findFirst()
                .orElseThrow();
    }

    // EC2 refuses an interface endpoint with private DNS without both
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#ownVpc")
    void resolvesNames(String name) {
        JsonNode vpc = stack(name).only("AWS::EC2::VPC");
        assertThat(vpc.get("EnableDnsHostnames").asBoolean()).isTrue();
        assertThat(vpc.get("EnableDnsSupport").asBoolean()).isTrue();
    }

    // a replaced group fails the deployment: "Changing security groups is not supported" for a RabbitMQ broker
    @Test
    void keepsTheDescriptionsOfItsGroups() {
        assertThat(Synthesis.of(StackNames.ISOLATED, Map.of("shards", "4", "queueName", "orders"))
                .ofType("AWS::EC2::SecurityGroup"))
                .isEqualTo(stack(StackNames.ISOLATED).ofType("AWS::EC2::SecurityGroup"));
    }

    // clients outside the stack's groups must not reach the broker
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#ownVpc")
    void opensTheBrokerToItsOwnGroupsOnly(String name) {
        Template template = stack(name);
        String broker = template.id("AWS::EC2::SecurityGroup", "NetworkBrokerGroup");
        assertThat(template.properties(broker).has("SecurityGroupIngress")).isFalse();
        assertThat(rules(template, "AWS::EC2::SecurityGroupIngress", broker)).containsExactlyInAnyOrder(
                "NetworkBrokerGroup 5671", "NetworkOperationsGroup 5671", "NetworkOperationsGroup 443");
    }

    // with open egress an attacker who takes over a function can send data out
    @Test
    void letsTrafficOutOnlyToBrokerAndEndpointsWhenIsolated() {
        Template template = stack(StackNames.ISOLATED);
        assertThat(rules(template, "AWS::EC2::SecurityGroupEgress",
                template.id("AWS::EC2::SecurityGroup", "NetworkBrokerGroup")))
                .containsExactlyInAnyOrder("NetworkBrokerGroup 5671", "NetworkEndpointGroup 443");
        assertThat(rules(template, "AWS::EC2::SecurityGroupEgress",
                template.id("AWS::EC2::SecurityGroup", "NetworkOperationsGroup")))
                .containsExactlyInAnyOrder("NetworkBrokerGroup 5671", "NetworkBrokerGroup 443",
                        "NetworkEndpointGroup 443");
    }

    private static List<String> rules(Template template, String type, String group) {
        return template.ofType(type).values().stream().map(rule -> rule.get("Properties"))
                .filter(rule -> Template.references(rule.get("GroupId")).anyMatch(group::equals))
                .map(rule -> other(rule) + " " + rule.get("FromPort").asText()).toList();
    }

    private static String other(JsonNode rule) {
        JsonNode other = rule.has("SourceSecurityGroupId")
                ? rule.get("SourceSecurityGroupId")
                : rule.get("DestinationSecurityGroupId");
        return Template.references(other).findFirst().orElseThrow().replaceFirst("[0-9A-F]{8}$", "");
    }
}
