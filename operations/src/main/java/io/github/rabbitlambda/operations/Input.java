package io.github.rabbitlambda.operations;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON object that a function was called with, read by key with a sentence for whatever does not fit. */
record Input(String name, Map<?, ?> values) {
    private static final int LONG = 200;

    Input {
        values = Collections.unmodifiableMap(values);
    }

    /** The properties of a custom resource's event. */
    static Input resourceProperties(Map<String, Object> event) {
        return new Input("event", event).object("ResourceProperties")
                .orElseThrow(
                        () -> new OperationFailedException("ResourceProperties must be an object (missing): call this "
                                + "function through its custom resource"));
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> wrong(key, "a text that is not empty"));
    }

    Optional<String> optionalText(String key) {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text).filter(it -> !it.isBlank());
            case Number number -> Optional.of(number.toString());
            case Boolean truth -> Optional.of(truth.toString());
            default -> throw wrong(key, "a text");
        };
    }

    List<String> texts(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast)
                        .toList();
            default -> throw wrong(key, "a list of texts");
        };
    }

    boolean isTrue(String key) {
        return switch (optionalText(key).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, "true or false");
        };
    }

    long number(String key, long least, long fallback) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty()) {
            return fallback;
        }
        return text.filter(it -> it.matches("\\d{1,18}")).map(Long::valueOf).filter(it -> it >= least)
                .orElseThrow(() -> wrong(key, "a whole number, " + least + " at least"));
    }

    Optional<Input> object(String key) {
        return switch (values.get(key)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(new Input(name + "." + key, map));
            default -> throw wrong(key, "an object");
        };
    }

    List<Input> objects(String key) {
        return switch (values.get(key)) {
            case null -> List.of();
            case List<?> list when list.stream().allMatch(Map.class::isInstance) -> list.stream()
                    .map(it -> new Input(name + "." + key + "[]", (Map<?, ?>) it)).toList();
            default -> throw wrong(key, "a list of objects");
        };
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    /** Never repeats objects, lists or long texts, which may hold a message's body. */
    OperationFailedException wrong(String key, String expected) {
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
            default -> value.toString();
        };
    }
}
