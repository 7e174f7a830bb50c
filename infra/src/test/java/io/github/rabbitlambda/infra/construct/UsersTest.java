package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The three users of a broker: which secret each has, and who reads it. */
class UsersTest {
    private static final String SECRET = "AWS::SecretsManager::Secret";
    private static final String READ = "secretsmanager:GetSecretValue";
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static Set<String> read(Template template, String role) {
        return template.statements(template.id("AWS::IAM::Role", role))
                .filter(statement -> Template.actions(statement).contains(READ))
                .flatMap(statement -> Template.references(statement.get("Resource"))).collect(Collectors.toSet());
    }

    private static String secret(Template template, String prefix) {
        return template.id(SECRET, prefix);
    }

    // whoever may change the handler's code could read what its role may read
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void letTheListenerReadTheConsumersSecretAlone(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(read(template, "ListenerRole")).containsExactly(secret(template, "UsersConsumer"));
        assertThat(read(template, "BrokerTasksRole")).containsExactlyInAnyOrder(secret(template, "Credentials"),
                secret(template, "UsersConsumer"), secret(template, "UsersPublisher"));
        assertThat(template.ofType("AWS::IAM::Role").keySet().stream()
                .filter(role -> template.statements(role).anyMatch(statement -> Template.actions(statement)
                        .contains(READ)))
                .map(role -> role.replaceFirst("[0-9A-F]{8}$", "")))
                .containsExactlyInAnyOrder("ListenerRole", "BrokerTasksRole");
    }

    // operations make these users, and take their names from the secrets; a rotation turns -a into -b
    @ParameterizedTest
    @CsvSource({"UsersConsumer,consumer-a", "UsersPublisher,publisher-a", "Credentials,rabbitlambda"})
    void haveNamesAndPasswordsInSecrets(String prefix, String user) {
        Template template = Synthesis.standard().stack(StackNames.PUBLIC);
        JsonNode generated = template.properties(secret(template, prefix)).get("GenerateSecretString");
        assertThat(generated.get("SecretStringTemplate").asText()).isEqualTo("{\"username\":\"" + user + "\"}");
        assertThat(generated.get("ExcludePunctuation").asBoolean()).isTrue();
        assertThat(template.resources().get(secret(template, prefix)).get("UpdateReplacePolicy").asText())
                .isEqualTo("Retain");
    }

    // CloudFormation makes only the administrator, so the step has to run when a secret is another
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void areMadeBeforeTheMapping(String name) {
        Template template = Synthesis.standard().stack(name);
        JsonNode step = template.only("Custom::Topology");
        assertThat(step.get("ConsumerSecretArn").get("Ref").asText()).isEqualTo(secret(template, "UsersConsumer"));
        assertThat(step.get("PublisherSecretArn").get("Ref").asText()).isEqualTo(secret(template, "UsersPublisher"));
        assertThat(template.createdBefore(template.id("AWS::Lambda::EventSourceMapping", "")))
                .contains(template.id("Custom::Topology", ""), secret(template, "UsersConsumer"));
    }

    @Test
    void areToldToTheFunctionThatMakesThem() {
        JsonNode variables = variables(Map.of());
        assertThat(variables.get("BROKER_SECRET_ARN").get("Ref").asText()).startsWith("CredentialsSecret");
        assertThat(variables.get("CONSUMER_SECRET_ARN").get("Ref").asText()).startsWith("UsersConsumerSecret");
        assertThat(variables.get("PUBLISHER_SECRET_ARN").get("Ref").asText()).startsWith("UsersPublisherSecret");
        assertThat(variables.get("BROKER_ARN").get("Fn::GetAtt").get(1).asText()).isEqualTo("Arn");
        assertThat(variables.has("CONSUMER_PERMISSIONS")).isFalse();
    }

    @Test
    void haveThePermissionsThatTheUserChose() {
        String permissions = "{\"configure\":\"\",\"read\":\"^orders\\\\.\",\"write\":\"\"}";
        Map<String, String> options = Map.of("consumerPermissions", permissions);
        assertThat(variables(options).get("CONSUMER_PERMISSIONS").asText()).isEqualTo(permissions);
        assertThat(Synthesis.of(StackNames.PUBLIC, options).only("Custom::Topology").get("ConsumerPermissions")
                .toString()).isEqualTo(permissions);
    }

    private static JsonNode variables(Map<String, String> options) {
        Template template = Synthesis.of(StackNames.PUBLIC, options);
        return template.properties(template.id("AWS::Lambda::Function", "BrokerTasks")).get("Environment")
                .get("Variables");
    }

    // Secrets Manager decrypts with the permissions of who reads or writes
    @Test
    void areEncryptedWithTheKeyThatReadersMayUse() {
        Template template = Synthesis.of(StackNames.ISOLATED, Map.of("kmsKeyArn", KEY, "rotationDays", "30",
                "failureQueue", "false"));
        assertThat(keyActions(template, "ListenerRole")).containsExactly("kms:Decrypt");
        assertThat(keyActions(template, "BrokerTasksRole")).containsExactlyInAnyOrder("kms:Decrypt",
                "kms:GenerateDataKey");
    }

    private static Stream<String> keyActions(Template template, String role) {
        return template.statements(template.id("AWS::IAM::Role", role))
                .filter(statement -> statement.get("Resource").asText().equals(KEY))
                .flatMap(statement -> Template.actions(statement).stream()).distinct();
    }

    // whoever reads a template would have the password
    @ParameterizedTest
    @MethodSource("io.github.rabbitlambda.infra.StackNames#all")
    void areReadFromSecretsByTheBrokerAlone(String name) {
        Template template = Synthesis.standard().stack(name);
        assertThat(template.resources().entrySet().stream()
                .filter(resource -> resource.getValue().toString().contains("resolve:secretsmanager"))
                .map(Map.Entry::getKey)).containsExactly(template.id("AWS::AmazonMQ::Broker", ""));
        assertThat(template.only("AWS::AmazonMQ::Broker").toString()).contains(secret(template, "Credentials"))
                .doesNotContain("UsersConsumer", "UsersPublisher");
    }

    // a stack of an earlier version would lose its messages, and the broker its only administrator
    @Test
    void leaveEverythingElseUnderItsId() {
        assertThat(Synthesis.standard().stack(StackNames.ISOLATED).resources().keySet()).containsAll(List.of(
                "BrokerE1355FD6", "CredentialsSecret40F8BB41", "EventSourceMapping1cca995ff37506B9D",
                "FailuresQueueB0898B50", "FailuresBucket3D5A4556", "NetworkVpc7FB7348F",
                "NetworkBrokerSubnetASubnet57BDB8B1", "NetworkBrokerGroupB71CEDDE", "ListenerFunction5B125AE7",
                "BrokerTasksFunction0E35B777"));
    }

    // Lambda refuses an update of a mapping with a virtual host, and the secret is part of it
    @Test
    void makeAnotherMappingWhereLambdaCanNotUpdateIt() {
        Template shop = Synthesis.of(StackNames.PUBLIC, Map.of("virtualHost", "shop"));
        Template plain = Synthesis.standard().stack(StackNames.PUBLIC);
        assertThat(plain.ofType("AWS::Lambda::EventSourceMapping").keySet())
                .containsExactly("EventSourceMapping1cca995ff37506B9D");
        assertThat(shop.ofType("AWS::Lambda::EventSourceMapping").keySet())
                .doesNotContain("EventSourceMapping16868137eFAD6E560");
    }
}
