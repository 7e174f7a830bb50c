package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RolesTest {

    private static Set<String> actions(Template template, String role) {
        Set<String> actions = new TreeSet<>();
        template.statements(role).forEach(statement -> actions.addAll(Template.actions(statement)));
        return actions;
    }

    // if any of these is missing, the mapping is created and never reads, or leaves its interfaces behind
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void giveTheListenerWhatTheMappingNeedsAndNoMore(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(actions(template, template.id("AWS::IAM::Role", "ListenerRole"))).containsExactlyInAnyOrder(
                "mq:DescribeBroker", "secretsmanager:GetSecretValue", "ec2:CreateNetworkInterface",
                "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets", "ec2:DescribeVpcs", "logs:CreateLogStream", "logs:PutLogEvents",
                "sqs:SendMessage", "s3:PutObject");
    }

    // a role names every resource that can be named
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void allowEverythingOnlyWhereTheActionTakesNoResource(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(roles(template).flatMap(template::statements)
                .filter(statement -> statement.get("Resource").toString().equals("\"*\""))
                .flatMap(statement -> Template.actions(statement).stream())).isNotEmpty()
                .allSatisfy(action -> assertThat(action).matches("ec2:Describe\\w+|lambda:ListEventSourceMappings"));
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void haveNoWildcardInAnAction(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(roles(template).flatMap(role -> actions(template, role).stream())).isNotEmpty()
                .allSatisfy(action -> assertThat(action).doesNotContain("*"));
    }

    // a late log line of a deleted function would create its log group again, and nothing would delete it
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void createNoLogGroups(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.json().toString()).doesNotContain("logs:CreateLogGroup");
        assertThat(roles(template)).isNotEmpty().allSatisfy(
                role -> assertThat(template.properties(role).has("ManagedPolicyArns")).isFalse());
    }

    // IAM is eventually consistent: permissions that exist before the broker have taken effect when the broker exists
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void existBeforeTheBrokerWithAllButThePermissionOnTheBroker(String name) {
        Template template = Synthesis.standard().stack(name);
        String broker = template.id("AWS::AmazonMQ::Broker", "Broker");
        assertThat(template.createdBefore(broker)).contains(template.id("AWS::IAM::Role", "ListenerRole"),
                template.id("AWS::IAM::Role", "BrokerTasksRole"));
        JsonNode policy = template.properties(template.id("AWS::IAM::Policy", "DescribeBroker"));
        assertThat(policy.get("PolicyDocument").get("Statement").toString())
                .isEqualTo("[{\"Action\":\"mq:DescribeBroker\",\"Effect\":\"Allow\",\"Resource\":{\"Fn::GetAtt\":[\""
                        + broker + "\",\"Arn\"]}}]");
    }

    // the ids of mappings are known to nobody before they exist, so the condition names their function
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void letTheStepsTouchTheListenersMappingsOnly(String name) {
        Template template = Synthesis.standard().stack(name);
        String listener = "{\"Fn::GetAtt\":[\"" + template.id("AWS::Lambda::Function", "Listener") + "\",\"Arn\"]}";
        List<JsonNode> statements = template.statements(template.id("AWS::IAM::Role", "StepsRole"))
                .filter(statement -> statement.toString().matches(".*lambda:(Get|Delete)EventSourceMapping\".*"))
                .toList();
        assertThat(statements).hasSize(1).allSatisfy(statement -> assertThat(statement.get("Condition").toString())
                .isEqualTo("{\"ArnLike\":{\"lambda:FunctionArn\":[" + listener + ",{\"Fn::Join\":[\"\",[" + listener
                        + ",\":*\"]]}]}}"));
        assertThat(Template.actions(statements.get(0)).contains("lambda:DeleteEventSourceMapping"))
                .isEqualTo(StackNames.inVpc().contains(name));
    }

    // the listener can use no other secret and no other failure queue
    @Test
    void nameTheSecretAndTheQueue() {
        Template template = Synthesis.standard().stack(StackNames.ISOLATED);
        String secret = template.id("AWS::SecretsManager::Secret", "UsersConsumer");
        String queue = template.id("AWS::SQS::Queue", "");
        List<JsonNode> statements = template.statements(template.id("AWS::IAM::Role", "ListenerRole")).toList();
        assertThat(statements).anySatisfy(statement -> assertThat(statement.toString())
                .contains("secretsmanager:GetSecretValue", "{\"Ref\":\"" + secret + "\"}"));
        assertThat(statements).anySatisfy(statement -> assertThat(statement.toString()).contains("sqs:SendMessage",
                "{\"Fn::GetAtt\":[\"" + queue + "\",\"Arn\"]}"));
    }

    private static Stream<String> roles(Template template) {
        return template.ofType("AWS::IAM::Role").keySet().stream();
    }
}
