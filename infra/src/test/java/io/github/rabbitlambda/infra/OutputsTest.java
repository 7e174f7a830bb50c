package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutputsTest {

    private static String value(String stack, String output) {
        return flat(Synthesis.standard().stack(stack).json().get("Outputs").get(output).get("Value"));
    }

    /** Joined, with {@code <id>} where CloudFormation puts a value. */
    private static String flat(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.has("Fn::Join")) {
            StringBuilder text = new StringBuilder();
            value.get("Fn::Join").get(1).forEach(piece -> text.append(flat(piece)));
            return text.toString();
        }
        return value.has("Ref") ? "<" + value.get("Ref").asText() + ">" : value.toString();
    }

    @Test
    void publishByOneCommand() {
        assertThat(value(StackNames.ISOLATED, "PublishCommand")).matches("aws lambda invoke --function-name"
                + " <BrokerTasksFunction\\w+> --cli-binary-format raw-in-base64-out --payload"
                + " '\\{\"task\":\"publish\",\"count\":10}' --region <AWS::Region> /dev/stdout");
    }

    @Test
    void followTheLogByOneCommand() {
        assertThat(value(StackNames.ISOLATED, "FollowLogCommand"))
                .matches("aws logs tail <ListenerLogs\\w+> --follow --region <AWS::Region>");
    }

    @Test
    void showTheStateOfTheMapping() {
        assertThat(value(StackNames.ISOLATED, "MappingCommand"))
                .matches("aws lambda get-event-source-mapping --uuid <EventSourceMapping\\w+> --query"
                        + " '\\[State,StateTransitionReason,LastProcessingResult]' --region <AWS::Region>");
    }

    // whoever deploys reads outputs, not the logs of a step
    @Test
    void tellWhatWasVerified() {
        Template template = Synthesis.standard().stack(StackNames.ISOLATED);
        assertThat(template.json().get("Outputs").get("VerificationResult").get("Value").toString()).isEqualTo(
                "{\"Fn::GetAtt\":[\"" + template.id("Custom::Verification", "") + "\",\"Result\"]}");
        assertThat(Synthesis.of(StackNames.PUBLIC, Map.of("verify", "off")).json().get("Outputs")
                .has("VerificationResult")).isFalse();
    }

    @Test
    void haveACommandForEachShard() {
        JsonNode outputs = Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2")).json().get("Outputs");
        assertThat(outputs.has("MappingCommand1")).isTrue();
        assertThat(outputs.has("MappingCommand2")).isTrue();
        assertThat(outputs.has("MappingCommand")).isFalse();
    }

    // cdk destroy leaves nothing else
    @Test
    void nameTheLogGroupsThatAmazonMqLeaves() {
        assertThat(value(StackNames.PUBLIC, "RemoveBrokerLogsCommand"))
                .matches("for log in general channel connection; do"
                        + " aws logs delete-log-group --log-group-name /aws/amazonmq/broker/<Broker\\w+>/\\$log --region"
                        + " <AWS::Region>; done");
    }

    @Test
    void sayThatAPrivateConsoleOpensInsideOnly() {
        assertThat(description(StackNames.PUBLIC)).isEqualTo("RabbitMQ's console");
        assertThat(description(StackNames.NAT))
                .isEqualTo("RabbitMQ's console, inside the VPC only and once the broker's"
                        + " security group lets you in");
    }

    // the attribute ConsoleURLs is in CloudFormation's schema and in no documentation
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void haveTheConsoleOnTheHostOfTheAmqpEndpoint(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode console = template.json().get("Outputs").get("ConsoleUrl").get("Value");
        assertThat(console.toString()).isEqualTo("{\"Fn::Join\":[\"\",[\"https://\",{\"Fn::Select\":[0,{\"Fn::Split\":"
                + "[\":\",{\"Fn::Select\":[1,{\"Fn::Split\":[\"//\",{\"Fn::Select\":[0,{\"Fn::GetAtt\":[\""
                + template.id("AWS::AmazonMQ::Broker", "") + "\",\"AmqpEndpoints\"]}]}]}]}]}]}]]}");
        assertThat(template.properties(template.id("AWS::Lambda::Function", "BrokerTasks")).get("Environment")
                .get("Variables").get("BROKER_MANAGEMENT_URL")).isEqualTo(console);
    }

    private static String description(String stack) {
        return Synthesis.standard().stack(stack).json().get("Outputs").get("ConsoleUrl").get("Description").asText();
    }

    // many people can read outputs and templates
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void holdNothingSecret(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode outputs = template.json().get("Outputs");
        assertThat(outputs.toString()).doesNotContain("resolve:secretsmanager");
        assertThat(outputs.get("SecretArn").get("Value").get("Ref").asText())
                .isEqualTo(template.id("AWS::SecretsManager::Secret", ""));
        template.ofType("AWS::Lambda::Function").values()
                .forEach(function -> assertThat(function.toString()).doesNotContain("resolve:secretsmanager"));
    }

    @Test
    void nameNoFailureQueueWhereThereIsNone() {
        assertThat(Synthesis.of(StackNames.PUBLIC, Map.of("failureQueue", "false")).json().get("Outputs")
                .has("FailureQueueUrl")).isFalse();
    }
}
