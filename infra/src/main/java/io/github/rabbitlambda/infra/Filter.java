package io.github.rabbitlambda.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * One filter pattern of a mapping. Lambda acknowledges what no pattern matches, so a pattern with a wrong key eats the
 * queue without a word: https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html
 *
 * @param pattern
 *            the JSON as Lambda gets it
 * @param documented
 *            whether every key is one that the Lambda guide names for Amazon MQ; published samples filter by
 *            basicProperties and report that it works, which the guide does not say
 */
record Filter(String pattern, boolean documented) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OBSERVED = List.of("basicProperties", "redelivered");

    static List<Filter> all(Context context) {
        return context.text("filters").map(Filter::all).orElse(List.of());
    }

    private static List<Filter> all(String text) {
        JsonNode json = parsed(text);
        if (json.isObject()) {
            return List.of(of(json));
        }
        if (!json.isArray()) {
            throw Refusal.of("filters", "a JSON array of patterns", text, "each pattern is a JSON object");
        }
        List<Filter> filters = new ArrayList<>();
        json.forEach(item -> filters.add(of(item.isTextual() ? parsed(item.textValue()) : item)));
        return filters;
    }

    private static Filter of(JsonNode pattern) {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw Refusal.of("filters", "a JSON array of patterns", pattern,
                    "a pattern is an object with the key data");
        }
        pattern.fieldNames().forEachRemaining(Filter::checkKey);
        return new Filter(pattern.toString(), pattern.has("data") && pattern.size() == 1);
    }

    private static void checkKey(String key) {
        if (!key.equals("data") && !OBSERVED.contains(key)) {
            throw Refusal.of("filters", "patterns with the key data", key,
                    "no RabbitMQ message has it, so the mapping would acknowledge and drop every one");
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw Refusal.of("filters", "JSON", text, "Lambda reads patterns as JSON");
        }
    }
}
