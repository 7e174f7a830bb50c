package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.AwsService.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class BrokerSecretTest {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:broker-AbCdEf";
    private AwsService service;

    @BeforeEach
    void start() throws Exception {
        service = new AwsService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void readsUserAndPassword() {
        secret("{\\\"password\\\":\\\"a, b\\\",\\\"username\\\":\\\"orders\\\",\\\"engine\\\":\\\"rabbitmq\\\"}");

        assertThat(read()).isEqualTo(new BrokerSecret(ARN, "orders", "a, b"));
        assertThat(service.requests("GetSecretValue")).singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo("{\"SecretId\":\"" + ARN + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"planted-password | it is not JSON", "[1] | it is not a JSON object",
            "{\\\"username\\\":\\\"u\\\",\\\"pass\\\":\\\"planted\\\"} | it has no text under \"password\"",
            "{\\\"username\\\":\\\"\\\",\\\"password\\\":\\\"planted\\\"} | it has no text under \"username\"",
            "{\\\"username\\\":1,\\\"password\\\":\\\"planted\\\"} | it has no text under \"username\""})
    void tellsWhatIsWrongWithoutRepeatingIt(String secret, String why) {
        secret(secret);

        assertThatThrownBy(this::read).isInstanceOf(OperationFailedException.class)
                .hasMessage("The secret " + ARN + " must be JSON of the form {\"username\":\"…\",\"password\":\"…\"}: "
                        + why)
                .hasNoCause();
    }

    @Test
    void refusesBytes() {
        service.on("GetSecretValue", Answer.ok("{\"ARN\":\"" + ARN + "\",\"SecretBinary\":\"cGxhbnRlZA==\"}"));

        assertThatThrownBy(this::read).hasMessageEndingWith(": it holds bytes instead of text");
    }

    @Test
    void namesThePermissionThatLacks() {
        service.on("GetSecretValue", Answer.error(400, "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/tasks is not authorized"));

        assertThatThrownBy(this::read).isInstanceOf(OperationFailedException.class)
                .hasMessage("This function's role must allow secretsmanager:GetSecretValue on " + ARN
                        + ", and AWS refused it: User: arn:aws:sts::123456789012:assumed-role/tasks is not authorized");
    }

    @Test
    void saysThatTheSecretDoesNotExist() {
        service.on("GetSecretValue", Answer.error(400, "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret."));

        assertThatThrownBy(this::read).hasMessageStartingWith("secretsmanager:GetSecretValue on " + ARN
                + " failed: Secrets Manager can't find the specified secret.");
    }

    @Test
    void triesAThrottledCallAgain() {
        service.on("GetSecretValue", request -> service.requests("GetSecretValue").size() < 3
                ? Answer.error(400, "ThrottlingException", "Rate exceeded")
                : Answer.ok("{\"SecretString\":\"{\\\"username\\\":\\\"u\\\",\\\"password\\\":\\\"p\\\"}\"}"));

        assertThat(read().username()).isEqualTo("u");
    }

    private void secret(String escaped) {
        service.on("GetSecretValue",
                Answer.ok("{\"ARN\":\"" + ARN + "\",\"SecretString\":\"" + (escaped.startsWith("{")
                        ? escaped
                        : escaped.replace("\"", "\\\"")) + "\"}"));
    }

    private BrokerSecret read() {
        return BrokerSecret.read(service.client(SecretsManagerClient.builder()), ARN);
    }
}
