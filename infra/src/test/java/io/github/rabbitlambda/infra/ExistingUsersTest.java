package io.github.rabbitlambda.infra;

import static io.github.rabbitlambda.infra.ExistingOptions.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users on a broker that exists: its own, or those that an administrator makes. */
class ExistingUsersTest {
    private static final String STACK = "ExistingRabbitMqInstanceStack";
    private static final String IN_VPC = "PrivateRabbitMqInstanceExistingVpcStack";
    private static final String SECRET = "AWS::SecretsManager::Secret";
    private static final String GIVEN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:broker-AbCdEf";

    private static Map<String, String> administrated() {
        return ExistingOptions.administratedBroker();
    }

    private static String policies(Template template, String role) {
        return template.statements(template.id("AWS::IAM::Role", role)).toList().toString();
    }

    private static List<String> users(Template template) {
        return template.ofType(SECRET).values().stream().map(
                secret -> secret.at("/Properties/GenerateSecretString/SecretStringTemplate").asText()).toList();
    }

    // several stacks may meet on one broker, and each has users of its own
    @Test
    void haveNamesOfTheStack() {
        Template dev = Synthesis.unchecked(STACK, with(administrated(), Map.of("stage", "dev"))).stack(STACK + "-dev");
        Template plain = Synthesis.of(STACK, administrated());
        assertThat(users(plain)).hasSize(2)
                .allMatch(user -> user.matches("\\{\"username\":\"(consumer|publisher)-[0-9a-f]{8}-a\"}"))
                .doesNotContainAnyElementsOf(users(dev));
        assertThat(users(Synthesis.of(STACK, with(administrated(), Map.of("queueName", "orders")))))
                .isEqualTo(users(plain));
    }

    @Test
    void letTheListenerReadTheConsumersSecretAlone() {
        Template template = Synthesis.of(STACK, administrated());
        String consumer = template.id(SECRET, "TopologyUsersConsumer");
        assertThat(template.only("AWS::Lambda::EventSourceMapping").get("SourceAccessConfigurations").get(0)
                .get("URI").get("Ref").asText()).isEqualTo(consumer);
        assertThat(policies(template, "ListenerRole")).contains(consumer).doesNotContain(GIVEN,
                template.id(SECRET, "TopologyUsersPublisher"));
        assertThat(policies(template, "TopologyBrokerTasks")).contains(GIVEN, consumer,
                template.id(SECRET, "TopologyUsersPublisher"));
    }

    @Test
    void areOneThatExistsWhereTheSecretIsItsOwn() {
        Template template = Synthesis.of(STACK, ExistingOptions.publicBroker());
        assertThat(template.ofType(SECRET)).isEmpty();
        assertThat(template.json().toString()).doesNotContain("CONSUMER_SECRET_ARN", "PUBLISHER_SECRET_ARN",
                "reachability:makes", "ConsumerSecretArn");
        assertThat(template.json().toString()).contains("\"BROKER_ARN\":\"" + ExistingOptions.BROKER + "\"");
        assertThat(OutputValues.of(template)).containsEntry("SecretArn", GIVEN);
    }

    // the administrator's secret is somebody else's, who may rotate it already
    @Test
    void areRotatedButForTheAdministrator() {
        Template template = Synthesis.of(STACK, with(administrated(), Map.of("rotationDays", "30")));
        assertThat(template.ofType("AWS::SecretsManager::RotationSchedule").values().stream()
                .map(schedule -> schedule.get("Properties").get("SecretId").get("Ref").asText()))
                .containsExactlyInAnyOrderElementsOf(template.ofType(SECRET).keySet());
        assertThat(OutputValues.of(template)).containsKeys("ConsumerSecretArn", "PublisherSecretArn", "RotateCommand");
        assertThat(template.ofType("AWS::CloudWatch::Alarm").keySet()).anyMatch(id -> id.contains("RotationFailed"));
    }

    @Test
    void areRotatedWithTheAdministratorOfANewBroker() {
        Template template = Synthesis.of(IN_VPC, with(ExistingOptions.vpc(), Map.of("rotationDays", "30")));
        assertThat(template.ofType("AWS::SecretsManager::RotationSchedule")).hasSize(3);
        assertThat(template.ofType(SECRET)).hasSize(3);
    }

    @Test
    void areEncryptedWithTheStacksKey() {
        String key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        assertThat(Synthesis.of(STACK, with(administrated(), Map.of("kmsKeyArn", key))).ofType(SECRET).values())
                .hasSize(2).allSatisfy(secret -> assertThat(secret.at("/Properties/KmsKeyId").asText()).isEqualTo(key));
    }

    // a broker's name has a hash of its network; a token in it would replace the broker at any change
    @Test
    void doNotReplaceABrokerInAnExistingVpc() {
        assertThat(name(Map.of())).isEqualTo(name(Map.of("rotationDays", "30", "tags", "{\"team\":\"orders\"}",
                "consumerPermissions", "{\"configure\":\"\",\"write\":\"\",\"read\":\"\"}", "shards", "3")));
    }

    private static String name(Map<String, String> options) {
        return Synthesis.of(IN_VPC, with(ExistingOptions.vpc(), options))
                .only("AWS::AmazonMQ::Broker").get("BrokerName").toString();
    }
}
