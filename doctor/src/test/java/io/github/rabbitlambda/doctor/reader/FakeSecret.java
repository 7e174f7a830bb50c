package io.github.rabbitlambda.doctor.reader;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A secret's value, of which a snapshot tells only the form. */
final class FakeSecret {
    private static final Map<String, String> VALUES = Map.of(
            "is not JSON", "value",
            "is not a JSON object", "[]",
            "has no username", "{\"password\":\"value\"}",
            "has no password", "{\"username\":\"value\"}",
            "has a username or password that is not a string", "{\"username\":\"value\",\"password\":1}");
    private static final String USABLE = "{\"username\":\"value\",\"password\":\"value\"}";

    private FakeSecret() {}

    /** The answer of GetSecretValue whose form is this. */
    static JsonNode of(JsonNode form) {
        String problem = form.path("Problem").asText();
        return problem.equals("is binary") ? binary() : text(VALUES.getOrDefault(problem, USABLE));
    }

    static JsonNode text(String value) {
        return JsonNodeFactory.instance.objectNode().put("SecretString", value);
    }

    static JsonNode binary() {
        return JsonNodeFactory.instance.objectNode().put("SecretBinary", "AAEC");
    }
}
