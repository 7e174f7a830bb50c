package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function in the VPC reaches the broker and the secret; otherwise the deployment hangs. */
class InVpcFunctionsTest {

    private static List<JsonNode> functions(Template template) {
        return template.ofType("AWS::Lambda::Function").values().stream().map(function -> function.get("Properties"))
                .filter(function -> function.has("VpcConfig")).toList();
    }

    @Test
    void areNoneForThePublicBroker() {
        assertThat(functions(Synthesis.standard().stack(StackNames.PUBLIC))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#ownVpc")
    void sitInTheBrokersSubnetsAndReachTheBroker(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode broker = template.only("AWS::AmazonMQ::Broker");
        assertThat(functions(template)).hasSize(1).allSatisfy(function -> {
            JsonNode vpc = function.get("VpcConfig");
            assertThat(vpc.get("SubnetIds")).isEqualTo(broker.get("SubnetIds"));
            String own = group(vpc.get("SecurityGroupIds").get(0));
            String other = group(broker.get("SecurityGroups").get(0));
            assertThat(open(template, own, other, 5671)).as("AMQPS").isTrue();
            assertThat(open(template, own, other, 443)).as("management API").isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#closedEndpoints")
    void reachTheSecretThroughTheEndpoint(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode endpoint = template
                .properties(template.id("AWS::EC2::VPCEndpoint", "NetworkEndpointsSecretsManager"));
        assertThat(functions(template)).hasSize(1).allSatisfy(function -> {
            String own = group(function.get("VpcConfig").get("SecurityGroupIds").get(0));
            assertThat(open(template, own, group(endpoint.get("SecurityGroupIds").get(0)), 443)).isTrue();
            String role = Template.references(function.get("Role")).findFirst().orElseThrow();
            assertThat(Template.references(endpoint.get("PolicyDocument"))).contains(role);
            assertThat(mayRead(template, role)).isTrue();
        });
    }

    @Test
    void reachTheSecretThroughTheNatGateway() {
        Template template = Synthesis.standard().stack(StackNames.NAT);
        assertThat(functions(template)).hasSize(1).allSatisfy(function -> {
            String own = group(function.get("VpcConfig").get("SecurityGroupIds").get(0));
            assertThat(template.properties(own).get("SecurityGroupEgress").toString())
                    .contains("\"CidrIp\":\"0.0.0.0/0\"", "\"FromPort\":443", "\"ToPort\":443");
            assertThat(mayRead(template, Template.references(function.get("Role")).findFirst().orElseThrow())).isTrue();
        });
    }

    // the default group lets itself in on everything, so the functions have the broker's own groups
    @Test
    void haveTheBrokersGroupsInTheDefaultVpc() {
        Template template = Synthesis.standard().stack(StackNames.DEFAULT_VPC);
        String found = template.id("Custom::DefaultNetwork", "NetworkAfterBroker");
        assertThat(functions(template)).hasSize(1).allSatisfy(function -> {
            assertThat(function.get("VpcConfig").get("SecurityGroupIds").toString())
                    .isEqualTo("{\"Fn::Split\":[\",\",{\"Fn::GetAtt\":[\"" + found + "\",\"SecurityGroupIds\"]}]}");
            assertThat(function.get("VpcConfig").get("SubnetIds").toString())
                    .isEqualTo("{\"Fn::Split\":[\",\",{\"Fn::GetAtt\":[\"" + found + "\",\"SubnetIds\"]}]}");
        });
    }

    private static String group(JsonNode reference) {
        return Template.references(reference).findFirst().orElseThrow();
    }

    private static boolean open(Template template, String from, String to, int port) {
        return rule(template, "AWS::EC2::SecurityGroupEgress", from, "DestinationSecurityGroupId", to, port)
                && rule(template, "AWS::EC2::SecurityGroupIngress", to, "SourceSecurityGroupId", from, port);
    }

    private static boolean rule(Template template, String type, String group, String side, String other, int port) {
        Stream<JsonNode> rules = template.ofType(type).values().stream().map(rule -> rule.get("Properties"));
        return rules.anyMatch(rule -> group(rule.get("GroupId")).equals(group) && rule.has(side)
                && group(rule.get(side)).equals(other) && rule.get("FromPort").asInt() == port
                && rule.get("ToPort").asInt() == port && rule.get("IpProtocol").asText().equals("tcp"));
    }

    private static boolean mayRead(Template template, String role) {
        return template.statements(role).anyMatch(
                statement -> Template.actions(statement).contains("secretsmanager:GetSecretValue")
                        && Template.references(statement.get("Resource")).toList()
                                .containsAll(template.ofType("AWS::SecretsManager::Secret").keySet()));
    }
}
