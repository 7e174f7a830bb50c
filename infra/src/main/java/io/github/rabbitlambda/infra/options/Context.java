package io.github.rabbitlambda.infra.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rabbitlambda.constructs.options.Range;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The CDK context as typed values. An option from {@code -c name=value} is always text, one from cdk.json may be a
 * number, a list or an object; both forms are read alike.
 */
public final class Context {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, Object> values;

    public Context(Map<String, ?> values) {
        this.values = new TreeMap<>(values);
        OptionNames.refuseMisspelt(this.values.keySet());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(OptionNames.listed(name))).map(Context::asText)
                .filter(text -> !text.isBlank());
    }

    String text(String name, String defaultValue) {
        return text(name).orElse(defaultValue);
    }

    Optional<Integer> number(String name, Range range) {
        return text(name).map(text -> range.parse(name, text));
    }

    boolean flag(String name, boolean defaultValue) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.of(name, "true or false", text, "nothing else switches it on or off");
        }).orElse(defaultValue);
    }

    /** A JSON array, or text with commas between the items. */
    List<String> list(String name) {
        String text = text(name, "");
        return text.isEmpty() ? List.of() : text.startsWith("[") ? items(name, text) : split(text);
    }

    private static List<String> split(String text) {
        return List.of(text.split("\\s*,\\s*"));
    }

    private static List<String> items(String name, String text) {
        List<String> items = new ArrayList<>();
        json(name, text).forEach(item -> items.add(item.isTextual() ? item.textValue() : item.toString()));
        return items;
    }

    /** A JSON object of text values, in the order of its keys. */
    Map<String, String> object(String name) {
        Map<String, String> object = new TreeMap<>();
        text(name).map(text -> json(name, text)).ifPresent(json -> json.properties()
                .forEach(entry -> object.put(entry.getKey(), scalar(name, entry.getKey(), entry.getValue()))));
        return object;
    }

    private static String scalar(String name, String key, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        throw Refusal.of(name + "." + key, "text", value, "the environment of a Lambda function holds text only");
    }

    private static JsonNode json(String name, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw Refusal.of(name, "JSON", text, e.getOriginalMessage());
        }
    }

    private static String asText(Object value) {
        return value instanceof Map || value instanceof List ? JSON.valueToTree(value).toString() : value.toString();
    }
}
