package io.github.rabbitlambda.constructs.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rabbitlambda.validation.FilterPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * One filter pattern of a mapping. Lambda acknowledges messages that no pattern matches, so a pattern with a wrong key
 * silently drops every message: https://docs.aws.amazon.com/lambda/latest/dg/with-mq-filtering.html
 *
 * @param pattern
 *            the JSON that the mapping passes to Lambda
 */
public record Filter(String pattern) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Takes what Lambda takes, and what can match.
     *
     * @throws Refusal
     *             if Lambda would refuse the pattern, or it matches every message or none
     */
    public Filter {
        FilterPattern parsed = parsed(pattern);
        if (parsed.isEmpty()) {
            throw Refusal.of("filters", "a JSON array of patterns", pattern,
                    "a pattern is an object with the key data");
        }
        Refusal.throwIfAny(parsed.losses());
        pattern = parsed.json();
    }

    /** The patterns of a JSON array, whose items are objects or their text, or the only one. */
    public static List<Filter> parseAll(String text) {
        JsonNode json = json(text);
        if (json.isObject()) {
            return List.of(new Filter(json.toString()));
        }
        if (!json.isArray()) {
            throw Refusal.of("filters", "a JSON array of patterns", text, "each pattern is a JSON object");
        }
        List<Filter> filters = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (JsonNode item : json) {
            try {
                filters.add(new Filter(item.isTextual() ? item.textValue() : item.toString()));
            } catch (Refusal refusal) {
                problems.addAll(refusal.sentences());
            }
        }
        Refusal.throwIfAny(problems);
        return filters;
    }

    /** What AWS doesn't document of the pattern, or others report not to work. */
    public List<String> warnings() {
        return parsed(pattern).warnings();
    }

    private static FilterPattern parsed(String pattern) {
        try {
            return FilterPattern.parse(pattern);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(String.valueOf(e.getMessage()));
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
