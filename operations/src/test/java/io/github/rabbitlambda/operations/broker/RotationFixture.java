package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.rabbitmq.http.client.domain.UserPermissions;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A stack with three users on a real broker, with an administrator of its own. */
abstract class RotationFixture extends StageFixture {
    static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");
    static final String ADMINISTRATOR = "arn:aws:secretsmanager:us-east-1:123456789012:secret:administrator-AbCdEf";
    static final String CONSUMER = "arn:aws:secretsmanager:us-east-1:123456789012:secret:consumer-AbCdEf";
    static final String PUBLISHER = "arn:aws:secretsmanager:us-east-1:123456789012:secret:publisher-AbCdEf";

    /** How long a mapping has to be seen reading. */
    Duration reading = Duration.ofSeconds(1);

    /** How long a step may take. */
    Duration left = Duration.ofMinutes(5);

    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    final AwsService lambda = lambda();
    SecretStore secrets;
    String consumer;
    String publisher;

    private static AwsService lambda() {
        try {
            return new AwsService();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @BeforeEach
    void makeUsers() throws Exception {
        String name = UUID.randomUUID().toString().substring(0, 8);
        consumer = "consumer-" + name;
        publisher = "publisher-" + name;
        secrets = new SecretStore(stage.secrets);
        secrets.put(ADMINISTRATOR, "administrator-" + name, "first-password-of-administrator");
        secrets.put(CONSUMER, consumer + "-a", "first-password-of-consumer");
        secrets.put(PUBLISHER, publisher + "-a", "first-password-of-publisher");
        broker.client().createUser("administrator-" + name, "first-password-of-administrator".toCharArray(),
                List.of("administrator", "policymaker"));
        stage.with("BROKER_SECRET_ARN", ADMINISTRATOR).with("CONSUMER_SECRET_ARN", CONSUMER).with(
                "PUBLISHER_SECRET_ARN",
                PUBLISHER);
        declare();
        broker.client().updatePermissions(stage.virtualHost, "guest", new UserPermissions(".*", ".*", ".*"));
    }

    @AfterEach
    void logHasNoPassword() {
        lambda.close();
        assertNoPassword(log());
    }

    void declare() {
        tasks().handleRequest(Map.of("RequestType", "Create", "ResourceProperties", stage.properties()),
                Invocation.fresh());
    }

    BrokerTasks tasks() {
        return new BrokerTasks(stage.environment, stage.secrets.client(SecretsManagerClient.builder()), broker.trust(),
                new BrokerRetry(Duration.ofSeconds(20), Duration.ofMillis(50)),
                new PrintStream(log, true, StandardCharsets.UTF_8), () -> lambda.client(LambdaClient.builder()),
                given -> new MappingCheck.Waits(reading, Duration.ofSeconds(2), Duration.ofMillis(50),
                        System.nanoTime() + Math.min(left.toNanos(), given.toNanos())));
    }

    /** Calls a step. Neither its answer nor whatever it throws holds a password. */
    void step(String step, String arn, String version) {
        try {
            assertNoPassword(tasks().handleRequest(
                    Map.of("Step", step, "SecretId", arn, "ClientRequestToken", version, "RotationToken", "r"),
                    Invocation.fresh()).toString());
        } catch (OperationFailedException failed) {
            StringWriter trace = new StringWriter();
            failed.printStackTrace(new PrintWriter(trace));
            assertNoPassword(trace.toString());
            throw failed;
        }
    }

    private void assertNoPassword(String text) {
        assertThat(secrets.passwords()).isNotEmpty().allSatisfy(password -> assertThat(text).doesNotContain(password));
    }

    void rotate(String arn) {
        rotate(arn, secrets.begin(arn));
    }

    void rotate(String arn, String version) {
        STEPS.forEach(step -> step(step, arn, version));
    }

    /** Whether the broker takes a login over AMQP with TLS. */
    boolean logsIn(BrokerSecret login) {
        BrokerSettings settings = BrokerSettings.fromEnvironment(stage.environment);
        return new Logins(settings, broker.trust(), new BrokerRetry(Duration.ofSeconds(20), Duration.ofMillis(50)))
                .accepts(login);
    }

    boolean logsIn(String username, String password) {
        return logsIn(new BrokerSecret("arn", username, password));
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
