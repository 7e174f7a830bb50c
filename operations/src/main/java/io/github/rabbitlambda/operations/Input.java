package io.github.rabbitlambda.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that a function was called with. Each getter names the key, the expectation and the value when a
 * value does not fit.
 */
public record Input(String name, Map<?, ?> values) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule().addDeserializer(Object.class, new ExactNumbers()));
    private static final int LONG = 200;

    public Input {
        values = Collections.unmodifiableMap(values);
    }

    /** Reads the text of a JSON object, with {@link ExactNumbers}. Its errors do not repeat the text. */
    public static Input parse(String name, String json) {
        try {
            Map<String, Object> values = JSON.readValue(json, new TypeReference<Map<String, Object>>() {
            });
            return new Input(name, Optional.ofNullable(values).orElseThrow(() -> noObject(name, json)));
        } catch (StreamConstraintsException beyond) {
            throw new OperationFailedException(name + " can't be read: " + beyond.getOriginalMessage());
        } catch (JsonProcessingException notJson) {
            throw noObject(name, json);
        }
    }

    private static OperationFailedException noObject(String name, String json) {
        return new OperationFailedException(
                "%s must be a JSON object (given %d other characters)".formatted(name, json.length()));
    }

    /** The properties of a custom resource's event. */
    public static Input resourceProperties(Map<String, Object> event) {
        return new Input("event", event).object("ResourceProperties")
                .orElseThrow(
                        () -> new OperationFailedException("ResourceProperties must be an object (missing): call this "
                                + "function through its custom resource"));
    }

    /** Refuses what would be ignored otherwise: a misspelt name, or a value that a script left empty. */
    public void requireOnly(Set<String> known) {
        values.forEach((key, value) -> {
            String given = String.valueOf(key);
            if (!known.contains(given)) {
                throw new OperationFailedException("%s must hold only %s (given also %s)".formatted(name,
                        known.stream().sorted().collect(Collectors.joining(", ")), given(given)));
            }
            if (value == null || value instanceof String text && text.isBlank()) {
                throw wrong(given, "left out or have a value");
            }
        });
    }

    public String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong(key, "a text that is not empty"));
    }

    public Optional<String> optionalText(String key) {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text).filter(content -> !content.isBlank());
            case Number number -> Optional.of(number.toString());
            case Boolean truth -> Optional.of(truth.toString());
            default -> throw wrong(key, "a text");
        };
    }

    public List<String> texts(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast)
                        .toList();
            default -> throw wrong(key, "a list of texts");
        };
    }

    public boolean isTrue(String key) {
        return switch (optionalText(key).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false");
        };
    }

    public long number(String key, long least, long fallback) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return fallback;
        }
        return text.filter(digits -> digits.matches("\\d{1,18}")).map(Long::valueOf).filter(number -> number >= least)
                .orElseThrow(() -> wrong(key, "a whole number, " + least + " at least"));
    }

    public Optional<Input> object(String key) {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(new Input(name + "." + key, map));
            default -> throw wrong(key, "an object");
        };
    }

    public List<Input> objects(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list when list.stream().allMatch(Map.class::isInstance) -> list.stream()
                    .map(element -> new Input(name + "." + key + "[]", (Map<?, ?>) element)).toList();
            default -> throw wrong(key, "a list of objects");
        };
    }

    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** Leaves out objects, lists and long texts, because they may hold a message's body. */
    public OperationFailedException wrong(String key, String expected) {
        return new OperationFailedException(
                "%s must be %s (given %s in %s)".formatted(key, expected, given(values.get(key)),
                        name));
    }

    private static String given(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> map -> "an object";
            case List<?> list -> "a list";
            case String text when text.length() > LONG -> "a text of " + text.length() + " characters";
            case Number number when number.toString().length() > LONG -> "a number that is too long to repeat";
            default -> value.toString();
        };
    }
}
