package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules by which Secrets Manager rotates the passwords, and what the function needs that does it. */
class RotationTest {
    private static final String SCHEDULE = "AWS::SecretsManager::RotationSchedule";
    private static final Set<String> WRITING = Set.of("secretsmanager:DescribeSecret",
            "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
            "secretsmanager:GetRandomPassword", "lambda:ListEventSourceMappings", "lambda:UpdateEventSourceMapping");

    private static Template rotated(String stack) {
        return Synthesis.of(stack, Map.of("rotationDays", "30"));
    }

    private static Set<String> actions(Template template) {
        Set<String> actions = new TreeSet<>();
        template.statements(template.id("AWS::IAM::Role", "BrokerTasksRole"))
                .forEach(statement -> actions.addAll(Template.actions(statement)));
        return actions;
    }

    // a schedule tests its secret when it is made: users, permissions and connections must be there
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void isScheduledForEachSecretAfterTheUsers(String name) {
        Template template = rotated(name);
        assertThat(template.ofType(SCHEDULE)).hasSize(3).allSatisfy((id, schedule) -> {
            assertThat(template.createdBefore(id)).contains(template.id("Custom::Topology", ""),
                    template.id("AWS::Lambda::Permission", "Rotation"), template.id("AWS::IAM::Role", "BrokerTasks"),
                    template.id("AWS::IAM::Policy", "RotationOnMappings"));
            assertThat(schedule.get("Properties").get("RotateImmediatelyOnUpdate").asBoolean(true)).isFalse();
            assertThat(schedule.get("Properties").get("RotationRules").toString())
                    .isEqualTo("{\"AutomaticallyAfterDays\":30}");
            assertThat(Template.references(schedule.get("Properties").get("RotationLambdaARN")))
                    .containsExactly(template.id("AWS::Lambda::Function", "BrokerTasks"));
        });
        assertThat(template.ofType(SCHEDULE).values().stream()
                .map(schedule -> schedule.get("Properties").get("SecretId").get("Ref").asText()))
                .containsExactlyInAnyOrderElementsOf(template.ofType("AWS::SecretsManager::Secret").keySet());
        template.resources().keySet().forEach(id -> assertThat(template.createdBefore(id)).as(id).doesNotContain(id));
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void isOffUnlessItIsAskedFor(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.ofType(SCHEDULE)).isEmpty();
        assertThat(actions(template)).doesNotContainAnyElementsOf(WRITING);
        assertThat(template.json().toString()).doesNotContain("secretsmanager.amazonaws.com", "RotationFailed",
                "RotateCommand");
    }

    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void hasThePermissionsOfTheFunction(String name) {
        assertThat(actions(rotated(name))).containsAll(WRITING);
    }

    // what takes a resource names it
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void allowsEverythingOnlyWhereTheActionTakesNoResource(String name) {
        Template template = rotated(name);
        assertThat(template.statements(template.id("AWS::IAM::Role", "BrokerTasksRole"))
                .filter(statement -> statement.get("Resource").toString().equals("\"*\""))
                .flatMap(statement -> Template.actions(statement).stream())).isNotEmpty()
                .allMatch(action -> action.matches(
                        "ec2:Describe\\w+|lambda:ListEventSourceMappings|secretsmanager:GetRandomPassword"));
    }

    // another account's Secrets Manager could call the function otherwise
    @Test
    void isCalledBySecretsManagerOfThisAccount() {
        JsonNode permission = rotated(StackNames.PUBLIC).properties(
                rotated(StackNames.PUBLIC).id("AWS::Lambda::Permission", "Rotation"));
        assertThat(permission.get("Principal").asText()).isEqualTo("secretsmanager.amazonaws.com");
        assertThat(permission.get("SourceAccount").toString()).isEqualTo("{\"Ref\":\"AWS::AccountId\"}");
    }

    // ids of mappings are known to nobody before; without the condition every mapping of the account could be stopped
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void managesTheListenersMappingsAlone(String name) {
        Template template = rotated(name);
        String listener = "{\"Fn::GetAtt\":[\"" + template.id("AWS::Lambda::Function", "Listener") + "\",\"Arn\"]}";
        assertThat(template.statements(template.id("AWS::IAM::Role", "BrokerTasksRole"))
                .filter(statement -> Template.actions(statement).contains("lambda:UpdateEventSourceMapping")))
                .singleElement().satisfies(statement -> assertThat(statement.get("Condition").toString())
                        .isEqualTo("{\"ArnLike\":{\"lambda:FunctionArn\":[" + listener + ",{\"Fn::Join\":[\"\",["
                                + listener + ",\":*\"]]}]}}"));
    }

    // a failure that nobody sees is found when a password is needed
    @Test
    void hasAnAlarmThatStaysUntilARotationSucceeds() {
        Template template = rotated(StackNames.PUBLIC);
        JsonNode alarm = template.properties(template.id("AWS::CloudWatch::Alarm", "MonitoringRotationFailed"));
        assertThat(alarm.get("Namespace").asText()).isEqualTo("RabbitLambda");
        assertThat(alarm.get("MetricName").asText()).isEqualTo("RotationFailed");
        assertThat(alarm.get("Dimensions").findValuesAsText("Name")).containsExactly("Broker", "Queue", "VirtualHost");
        assertThat(alarm.get("Dimensions").findValues("Value")).first()
                .isEqualTo(template.only("AWS::AmazonMQ::Broker").get("BrokerName"));
        assertThat(alarm.get("Statistic").asText()).isEqualTo("Maximum");
        assertThat(alarm.get("Period").asInt()).isEqualTo(60);
        assertThat(alarm.get("TreatMissingData").asText()).isEqualTo("ignore");
        assertThat(alarm.get("Threshold").asInt()).isZero();
    }

    @Test
    void hasNoAlarmInTheMinimalProfile() {
        Template template = Synthesis.of(StackNames.PUBLIC, Map.of("rotationDays", "30", "profile", "minimal"));
        assertThat(template.ofType("AWS::CloudWatch::Alarm")).isEmpty();
        assertThat(template.ofType(SCHEDULE)).hasSize(3);
    }
}
