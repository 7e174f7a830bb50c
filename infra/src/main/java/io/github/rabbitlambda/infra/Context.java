package io.github.rabbitlambda.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Node;

/**
 * The CDK context as typed values. {@code -c name=value} always gives text, cdk.json may give numbers, lists and
 * objects: both are read alike.
 */
final class Context {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Map<String, Object> values;

    Context(Map<String, ?> values) {
        this.values = new TreeMap<>(values);
        refuseMisspelt();
    }

    @SuppressWarnings("unchecked")
    static Context of(Node node) {
        Object all = node.getAllContext();
        return new Context((Map<String, ?>) all);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(Context::rendered).filter(text -> !text.isBlank());
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    Optional<Integer> number(String name, Range range) {
        return text(name).map(text -> range.checked(name, text));
    }

    boolean flag(String name, boolean otherwise) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.of(name, "true or false", text, "nothing else switches it on or off");
        }).orElse(otherwise);
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

    private static String rendered(Object value) {
        return value instanceof Map || value instanceof List ? JSON.valueToTree(value).toString() : value.toString();
    }

    private void refuseMisspelt() {
        values.keySet().forEach(key -> Options.NAMES.stream().filter(name -> !name.equals(key) && same(name, key))
                .findFirst().ifPresent(name -> {
                    throw Refusal.of("the option " + name, "spelt " + name, key, "CDK ignores any other spelling");
                }));
    }

    private static boolean same(String name, String key) {
        return name.equalsIgnoreCase(key.replaceAll("[-_]", ""));
    }

    /** Whole numbers from the least to the greatest that the service takes, and where that is written. */
    record Range(int least, int greatest, String reason) {
        int checked(String name, String text) {
            int value = parsed(name, text);
            if (value < least || value > greatest) {
                throw refused(name, text);
            }
            return value;
        }

        private int parsed(String name, String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw refused(name, text);
            }
        }

        private Refusal refused(String name, String text) {
            return Refusal.of(name, "between " + least + " and " + greatest, text, reason);
        }
    }
}
