package io.github.rabbitlambda.infra.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceEndpointsTest {

    // the mapping calls all three services; if one is missing, the mapping is created and never reads
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#endpoints")
    void answerForTheThreeServicesByTheirOwnNames(String name) {
        Template template = Synthesis.standard().stack(name);
        List<JsonNode> endpoints = template.ofType("AWS::EC2::VPCEndpoint").values().stream()
                .map(endpoint -> endpoint.get("Properties")).toList();
        assertThat(endpoints).extracting(endpoint -> endpoint.get("ServiceName").toString()).containsExactlyInAnyOrder(
                otherwiseInChina(template, "sts"), service("com.amazonaws", "secretsmanager"),
                otherwiseInChina(template, "lambda"));
        assertThat(endpoints).hasSize(3).allSatisfy(endpoint -> {
            assertThat(endpoint.get("PrivateDnsEnabled").asBoolean()).isTrue();
            assertThat(endpoint.get("VpcEndpointType").asText()).isEqualTo("Interface");
        });
    }

    // in China EC2 does not know com.amazonaws.cn-north-1.sts; the CDK's table has the names of both Regions there
    private static String otherwiseInChina(Template template, String name) {
        String condition = template.json().get("Conditions").fieldNames().next();
        assertThat(template.json().get("Conditions").get(condition).toString())
                .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"AWS::Partition\"},\"aws-cn\"]}");
        return "{\"Fn::If\":[\"" + condition + "\"," + service("cn.com.amazonaws", name) + ","
                + service("com.amazonaws", name) + "]}";
    }

    private static String service(String prefix, String name) {
        return "{\"Fn::Join\":[\"\",[\"" + prefix + ".\",{\"Ref\":\"AWS::Region\"},\"." + name + "\"]]}";
    }

    // each further zone costs the same again
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#closedEndpoints")
    void sitInTheBrokersSubnetsOnly(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode subnets = template.only("AWS::AmazonMQ::Broker").get("SubnetIds");
        assertThat(template.ofType("AWS::EC2::VPCEndpoint").values()).hasSize(3)
                .allSatisfy(endpoint -> assertThat(endpoint.get("Properties").get("SubnetIds")).isEqualTo(subnets));
    }

    // Lambda calls STS and itself as a service, with Resource "*"; it reads the secret as the function's role
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#closedEndpoints")
    void haveThePoliciesThatTheLambdaGuideAsksFor(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(policy(template, "Sts")).isEqualTo("{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Resource\":\"*\"}");
        assertThat(policy(template, "Lambda")).isEqualTo("{\"Action\":\"lambda:InvokeFunction\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Resource\":\"*\"}");
    }

    // a policy that lets the listener's role read the administrator's secret lets its code own the broker
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#closedEndpoints")
    void letEachRoleReadItsSecretsAlone(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(passing(template, "SecretsManager")).containsExactlyInAnyOrder(
                "ListenerRole secretsmanager:GetSecretValue UsersConsumerSecret",
                "BrokerTasksRole secretsmanager:GetSecretValue CredentialsSecret",
                "BrokerTasksRole secretsmanager:GetSecretValue UsersConsumerSecret",
                "BrokerTasksRole secretsmanager:GetSecretValue UsersPublisherSecret");
        assertThat(passing(template, "Lambda")).isEmpty();
    }

    // without them a rotation that is due fails in the subnets, where nothing else leads to the services
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#closedEndpoints")
    void letTheRotationWriteEachSecretAndAskForMappings(String name) {
        Template template = Synthesis.of(name, Map.of("rotationDays", "30"));
        List<String> written = Stream.of("CredentialsSecret", "UsersConsumerSecret", "UsersPublisherSecret")
                .flatMap(secret -> Stream.of("DescribeSecret", "GetSecretValue", "PutSecretValue",
                        "UpdateSecretVersionStage")
                        .map(action -> "BrokerTasksRole secretsmanager:" + action + " " + secret))
                .toList();
        assertThat(passing(template, "SecretsManager"))
                .contains("ListenerRole secretsmanager:GetSecretValue UsersConsumerSecret",
                        "BrokerTasksRole secretsmanager:GetRandomPassword *")
                .containsAll(written).hasSize(written.size() + 2);
        assertThat(passing(template, "Lambda")).containsExactlyInAnyOrder(
                "BrokerTasksRole lambda:ListEventSourceMappings *",
                "BrokerTasksRole lambda:UpdateEventSourceMapping *");
    }

    /** What roles may do through the endpoint: role, action and resource. */
    private static List<String> passing(Template template, String endpoint) {
        return Template.stream(template.properties(template.id("AWS::EC2::VPCEndpoint", "NetworkEndpoints" + endpoint))
                .get("PolicyDocument").get("Statement")).flatMap(ServiceEndpointsTest::passing).toList();
    }

    private static Stream<String> passing(JsonNode statement) {
        return Template.references(statement.get("Principal"))
                .flatMap(role -> Template.actions(statement).stream()
                        .flatMap(action -> resources(statement.get("Resource"))
                                .map(resource -> String.join(" ", name(role), action, resource))));
    }

    private static Stream<String> resources(JsonNode resource) {
        return resource.isTextual()
                ? Stream.of(resource.asText())
                : Template.references(resource).map(ServiceEndpointsTest::name);
    }

    private static String name(String id) {
        return id.replaceFirst("[0-9A-F]{8}$", "");
    }

    private static String policy(Template template, String endpoint) {
        JsonNode statements = template
                .properties(template.id("AWS::EC2::VPCEndpoint", "NetworkEndpoints" + endpoint))
                .get("PolicyDocument").get("Statement");
        assertThat(statements).hasSize(1);
        return statements.get(0).toString();
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#closedEndpoints")
    void letInTheBrokersAndTheOperationsGroupOn443Only(String name) {
        Template template = Synthesis.standard().stack(name);
        String group = template.id("AWS::EC2::SecurityGroup", "NetworkEndpointGroup");
        assertThat(template.properties(group).has("SecurityGroupIngress")).isFalse();
        List<JsonNode> rules = template.ofType("AWS::EC2::SecurityGroupIngress").values().stream()
                .map(rule -> rule.get("Properties"))
                .filter(rule -> Template.references(rule.get("GroupId")).anyMatch(group::equals)).toList();
        assertThat(rules).hasSize(2).allSatisfy(rule -> {
            assertThat(rule.get("FromPort").asInt()).isEqualTo(443);
            assertThat(rule.get("ToPort").asInt()).isEqualTo(443);
            assertThat(rule.has("CidrIp")).isFalse();
        });
    }

    // their private DNS answers for the services' names for every workload of the default VPC
    @Test
    void letEveryWorkloadInInTheDefaultVpc() {
        Template template = Synthesis.standard().stack(StackNames.DEFAULT_VPC);
        assertThat(template.ofType("AWS::EC2::VPCEndpoint").values()).hasSize(3)
                .allSatisfy(endpoint -> assertThat(endpoint.get("Properties").has("PolicyDocument")).isFalse());
        JsonNode rules = template.only("AWS::EC2::SecurityGroup").get("SecurityGroupIngress");
        String found = template.id("Custom::DefaultNetwork", "NetworkAfterBroker");
        assertThat(rules).hasSize(5);
        assertThat(rules.get(0).get("CidrIp").toString())
                .isEqualTo("{\"Fn::GetAtt\":[\"" + found + "\",\"VpcCidr\"]}");
        for (int block = 1; block < rules.size(); block++) {
            assertThat(rules.get(block).get("CidrIp").toString()).isEqualTo("{\"Fn::Select\":[" + block
                    + ",{\"Fn::Split\":[\",\",{\"Fn::GetAtt\":[\"" + found + "\",\"VpcCidrs\"]}]}]}");
        }
    }

    // EC2 refuses a second endpoint with private DNS for the same service and VPC
    @Test
    void areNotMadeWhereTheUserHasThem() {
        Template template = Synthesis.of(StackNames.DEFAULT_VPC, Map.of("existingEndpoints", "true"));
        assertThat(template.ofType("AWS::EC2::VPCEndpoint")).isEmpty();
        assertThat(template.ofType("AWS::EC2::SecurityGroup")).isEmpty();
        assertThat(existingEndpoints(template)).isEqualTo("true");
        assertThat(existingEndpoints(Synthesis.standard().stack(StackNames.DEFAULT_VPC))).isEqualTo("false");
    }

    private static String existingEndpoints(Template template) {
        return template.properties(template.id("Custom::DefaultNetwork", "NetworkBeforeBroker"))
                .get("ExistingEndpoints").asText();
    }
}
