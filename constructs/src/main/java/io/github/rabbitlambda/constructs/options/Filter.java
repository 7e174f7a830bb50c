package io.github.rabbitlambda.constructs.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * One filter pattern of a mapping. Lambda acknowledges messages that no pattern matches, so a pattern with a wrong key
 * silently drops every message: https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html
 *
 * @param pattern
 *            the JSON that the mapping passes to Lambda
 * @param documented
 *            whether every key is one that the Lambda guide names for Amazon MQ; it does not name basicProperties, but
 *            published samples filter by it and report that it works
 */
public record Filter(String pattern, boolean documented) {
    private static final ObjectMapper JSON = new ObjectMapper();
    // https://docs.aws.amazon.com/lambda/latest/api/API_Filter.html
    private static final int MAXIMUM_LENGTH = 4096;
    private static final List<String> UNDOCUMENTED_KEYS = List.of("basicProperties", "redelivered");

    /** The patterns of a JSON array, whose items are objects or their text, or the only one. */
    public static List<Filter> parseAll(String text) {
        JsonNode json = json(text);
        if (json.isObject()) {
            return List.of(parsed(json));
        }
        if (!json.isArray()) {
            throw Refusal.of("filters", "a JSON array of patterns", text, "each pattern is a JSON object");
        }
        List<Filter> filters = new ArrayList<>();
        json.forEach(item -> filters.add(parsed(item.isTextual() ? json(item.textValue()) : item)));
        return filters;
    }

    private static Filter parsed(JsonNode pattern) {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw Refusal.of("filters", "a JSON array of patterns", pattern,
                    "a pattern is an object with the key data");
        }
        pattern.fieldNames().forEachRemaining(Filter::checkKey);
        String text = pattern.toString();
        if (text.length() > MAXIMUM_LENGTH) {
            throw Refusal.of("filters", "patterns of at most " + MAXIMUM_LENGTH + " characters",
                    text.length() + " characters", "Lambda takes no longer one");
        }
        return new Filter(text, pattern.has("data") && pattern.size() == 1);
    }

    private static void checkKey(String key) {
        if (!key.equals("data") && !UNDOCUMENTED_KEYS.contains(key)) {
            throw Refusal.of("filters", "patterns with the key data", key,
                    "no RabbitMQ message has it, so the mapping would acknowledge and drop every one");
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw Refusal.of("filters", "JSON", text, "Lambda reads patterns as JSON");
        }
    }
}
