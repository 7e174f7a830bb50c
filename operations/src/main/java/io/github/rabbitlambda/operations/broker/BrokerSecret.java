package io.github.rabbitlambda.operations.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

import io.github.rabbitlambda.operations.AwsCall;
import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * The broker's user and password, read from a secret of the form {@code {"username":"…","password":"…"}}. The event
 * source mapping reads the same secret. No message contains the secret's text or the password.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda with Amazon MQ</a>
 */
public record BrokerSecret(String arn, String username, String password) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static BrokerSecret read(SecretsManagerClient secrets, String arn) {
        return parse(arn, text(secrets, arn, request -> {}));
    }

    /** The text of the secret's version that is asked for, the current one by default. */
    static String text(SecretsManagerClient secrets, String arn, Consumer<GetSecretValueRequest.Builder> version) {
        String text = AwsCall.of("secretsmanager:GetSecretValue", arn,
                () -> secrets.getSecretValue(request -> request.secretId(arn).applyMutation(version)).secretString());
        return Optional.ofNullable(text).orElseThrow(() -> malformed(arn, "it holds bytes instead of text"));
    }

    static BrokerSecret parse(String arn, String text) {
        ObjectNode secret = json(arn, text);
        return new BrokerSecret(arn, field(arn, secret, "username"), field(arn, secret, "password"));
    }

    /** All that the secret holds. */
    static ObjectNode json(String arn, String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw malformed(arn, "it is not a JSON object");
        } catch (JsonProcessingException noJson) {
            throw malformed(arn, "it is not JSON");
        }
    }

    private static String field(String arn, JsonNode secret, String name) {
        JsonNode value = secret.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw malformed(arn, "it has no text under \"" + name + "\"");
        }
        return value.textValue();
    }

    private static OperationFailedException malformed(String arn, String why) {
        return new OperationFailedException(
                "The secret %s must be JSON of the form {\"username\":\"…\",\"password\":\"…\"}: %s"
                        .formatted(arn, why));
    }

    @Override
    public String toString() {
        return "BrokerSecret[" + arn + "]";
    }
}
