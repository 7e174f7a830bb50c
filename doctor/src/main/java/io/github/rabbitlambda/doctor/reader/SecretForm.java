package io.github.rabbitlambda.doctor.reader;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Whether Lambda can log in with a secret: it must be a JSON object with username and password
 * (https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html). Nothing of the value leaves this class.
 */
final class SecretForm {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SecretForm() {}

    static ObjectNode of(GetSecretValueResponse answer) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        Optional<String> problem = answer.secretString() == null
                ? Optional.of("is binary")
                : problem(answer.secretString());
        return problem.map(found -> form.put("Problem", found)).orElseGet(() -> form.put("Usable", true));
    }

    private static Optional<String> problem(String value) {
        try {
            return problem(JSON.readTree(value));
        } catch (JsonProcessingException quotesTheValue) {
            return Optional.of("is not JSON");
        }
    }

    private static Optional<String> problem(JsonNode value) {
        if (value.isMissingNode()) {
            return Optional.of("is not JSON");
        }
        if (!value.isObject()) {
            return Optional.of("is not a JSON object");
        }
        if (!value.has("username")) {
            return Optional.of("has no username");
        }
        if (!value.has("password")) {
            return Optional.of("has no password");
        }
        return value.get("username").isTextual() && value.get("password").isTextual()
                ? Optional.empty()
                : Optional.of("has a username or password that is not a string");
    }
}
