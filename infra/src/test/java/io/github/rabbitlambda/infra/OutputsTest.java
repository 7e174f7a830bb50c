package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutputsTest {

    private static String value(String stack, String output) {
        return OutputValues.of(Synthesis.standard().stack(stack)).get(output);
    }

    @Test
    void publishByOneCommand() {
        assertThat(value(StackNames.ISOLATED, "PublishCommand")).matches("aws lambda invoke --function-name"
                + " BrokerTasksFunction\\w+ --cli-binary-format raw-in-base64-out --cli-read-timeout 0 --payload"
                + " '\\{\"task\":\"publish\",\"count\":10}' --region AWS::Region /dev/stdout");
    }

    @Test
    void followTheLogByOneCommand() {
        assertThat(value(StackNames.ISOLATED, "FollowLogCommand"))
                .matches("aws logs tail ListenerLogs\\w+ --follow --region AWS::Region");
    }

    @Test
    void showTheStateOfTheMapping() {
        assertThat(value(StackNames.ISOLATED, "MappingCommand"))
                .matches("aws lambda get-event-source-mapping --uuid EventSourceMapping\\w+ --query"
                        + " '\\[State,StateTransitionReason,LastProcessingResult]' --region AWS::Region");
    }

    @Test
    void tellWhyTheMappingDoesNotRead() {
        assertThat(value(StackNames.ISOLATED, "DoctorCommand"))
                .matches("java -jar doctor/target/doctor.jar EventSourceMapping\\w+ --region AWS::Region");
    }

    @Test
    void tellWhyEachShardDoesNotRead() {
        assertThat(OutputValues.of(Synthesis.of(StackNames.PUBLIC, Map.of("shards", "2"))).get("DoctorCommand"))
                .matches(
                        "for id in EventSourceMapping\\w+ EventSourceMapping\\w+;"
                                + " do java -jar doctor/target/doctor.jar \\$id --region AWS::Region; done");
    }

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    @Test
    void areNotMoreThanAStackMayHave() {
        assertThat(OutputValues.of(Synthesis.of(StackNames.ISOLATED, Map.of("shards", "100"))))
                .hasSizeLessThanOrEqualTo(200);
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
                        + " aws logs delete-log-group --log-group-name /aws/amazonmq/broker/Broker\\w+/\\$log --region"
                        + " AWS::Region; done");
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

    @Test
    void findTheDashboard() {
        Template template = Synthesis.standard().stack(StackNames.ISOLATED);
        assertThat(value(StackNames.ISOLATED, "DashboardUrl")).isEqualTo(
                "https://AWS::Region.console.aws.amazon.com/cloudwatch/home?region=AWS::Region#dashboards/dashboard/"
                        + template.id("AWS::CloudWatch::Dashboard", ""));
        assertThat(outputs(Map.of("profile", "minimal"))).doesNotContainKey("DashboardUrl");
    }

    @Test
    void printThemselvesAgain() {
        assertThat(value(StackNames.ISOLATED, "OutputsCommand")).isEqualTo(
                "aws cloudformation describe-stacks --stack-name " + StackNames.ISOLATED
                        + " --query 'Stacks[0].Outputs[].[OutputKey,OutputValue]' --output text --region AWS::Region");
    }

    @Test
    void lookAtParkedMessagesAndPutThemBack() {
        Map<String, String> outputs = OutputValues.of(Synthesis.standard().stack(StackNames.ISOLATED));
        assertThat(outputs.get("CountCommand")).contains("Replay").contains("'{\"count-only\":true}'");
        assertThat(outputs.get("PeekCommand")).contains("'{\"source\":\"parked\",\"peek\":5}'");
        assertThat(outputs.get("PeekDeadLettersCommand")).contains("'{\"source\":\"dead-letter\",\"peek\":5}'");
        assertThat(outputs.get("ReplayCommand")).contains("'{\"source\":\"parked\",\"count\":10}'");
        assertThat(outputs.get("ReplayByIdCommand")).contains("'{\"source\":\"parked\",\"messageIds\":[\"ID\"]}'");
        assertThat(outputs.get("ReplayByAgeCommand"))
                .contains("'{\"source\":\"parked\",\"all\":true,\"minAgeSeconds\":3600}'");
        assertThat(outputs.get("ReplayAllCommand")).contains("'{\"source\":\"parked\",\"all\":true}'");
        assertThat(outputs.get("ReplayDeadLettersCommand"))
                .contains("'{\"source\":\"dead-letter\",\"all\":true}'");
    }

    // without a failure queue there is no function that replays
    @Test
    void askTheFunctionInTheBrokersNetworkForDeadLettersWhereNothingIsParked() {
        Map<String, String> outputs = outputs(Map.of("failureQueue", "false"));
        assertThat(outputs.keySet()).doesNotContain("CountCommand", "PeekCommand", "ReplayCommand", "ReplayAllCommand",
                "ReplayByIdCommand", "ReplayByAgeCommand");
        assertThat(outputs.get("PeekDeadLettersCommand")).contains("--function-name BrokerTasks")
                .contains("'{\"task\":\"peek\",\"peek\":5}'");
        assertThat(outputs.get("ReplayDeadLettersCommand")).contains("--function-name BrokerTasks")
                .contains("'{\"task\":\"move\",\"all\":true}'");
    }

    private static Map<String, String> outputs(Map<String, String> options) {
        return OutputValues.of(Synthesis.of(StackNames.PUBLIC, options));
    }

    // many people can read outputs and templates
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void holdNothingSecret(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode outputs = template.json().get("Outputs");
        assertThat(outputs.toString()).doesNotContain("resolve:secretsmanager");
        assertThat(outputs.get("SecretArn").get("Value").get("Ref").asText())
                .isEqualTo(template.id("AWS::SecretsManager::Secret", "Credentials"));
        template.ofType("AWS::Lambda::Function").values()
                .forEach(function -> assertThat(function.toString()).doesNotContain("resolve:secretsmanager"));
    }

    // a person needs the administrator's, and everybody else one of the others
    @Test
    void nameTheThreeSecrets() {
        Template template = Synthesis.standard().stack(StackNames.ISOLATED);
        assertThat(template.json().get("Outputs").get("ConsumerSecretArn").get("Value").get("Ref").asText())
                .isEqualTo(template.id("AWS::SecretsManager::Secret", "UsersConsumer"));
        assertThat(template.json().get("Outputs").get("PublisherSecretArn").get("Value").get("Ref").asText())
                .isEqualTo(template.id("AWS::SecretsManager::Secret", "UsersPublisher"));
        assertThat(template.json().get("Outputs").get("SecretArn").get("Description").asText())
                .isEqualTo("User and password of the broker's administrator");
    }

    @Test
    void rotateByOneCommand() {
        assertThat(outputs(Map.of("rotationDays", "30")).get("RotateCommand"))
                .matches(
                        "for id in UsersConsumerSecret\\w+ UsersPublisherSecret\\w+; do aws secretsmanager rotate-secret"
                                + " --secret-id \\$id --query Name --region AWS::Region; done");
        assertThat(outputs(Map.of())).doesNotContainKey("RotateCommand");
    }

    @Test
    void nameNoFailureQueueWhereThereIsNone() {
        assertThat(Synthesis.of(StackNames.PUBLIC, Map.of("failureQueue", "false")).json().get("Outputs")
                .has("FailureQueueUrl")).isFalse();
    }
}
