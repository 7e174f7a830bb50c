package io.github.rabbitlambda.infra.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.rabbitlambda.constructs.options.Mistakes;
import io.github.rabbitlambda.constructs.options.Range;
import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The CDK context as typed values. An option from {@code -c name=value} is always text, one from cdk.json may be a
 * number, a list or an object; both forms are read alike. What is refused is collected: {@link #throwIfRefused} throws all of
 * it.
 */
public final class Context {
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Map<String, Object> values;
    private final Optional<Target> target;
    private final Mistakes mistakes = new Mistakes();

    /** A context for a stack that may go to any account and Region. */
    public Context(Map<String, ?> values) {
        this(values, Optional.empty());
    }

    /**
     * @param target
     *            where the stacks go, if that is known
     */
    public Context(Map<String, ?> values, Optional<Target> target) {
        this.values = new TreeMap<>(values);
        this.target = target;
        mistakes.in(() -> Refusal.throwIfAny(OptionNames.misspelt(this.values.keySet())));
    }

    /** What is read; if that is refused, the other value, with which the rest is read. */
    <T> T orElse(T other, Supplier<T> reading) {
        return mistakes.orElse(other, reading);
    }

    /** Collects what a check refuses. */
    void check(Runnable check) {
        mistakes.in(check);
    }

    void throwIfRefused() {
        mistakes.throwIfAny();
    }

    Optional<Target> target() {
        return target;
    }

    /** The names of the options that are given. */
    Set<String> given() {
        return OptionNames.ALL.stream().filter(this::isGiven).collect(Collectors.toSet());
    }

    boolean isGiven(String name) {
        return raw(name).isPresent();
    }

    /** Refuses options that have no effect. */
    void refuseIfGiven(List<String> names, String reason) {
        names.forEach(name -> raw(name).ifPresent(given -> check(() -> {
            throw Refusal.of(name, "left out", given, reason);
        })));
    }

    /** Refuses an option that is needed and left out. */
    void require(String name, String expected, String reason) {
        if (!isGiven(name)) {
            check(() -> {
                throw Refusal.of(name, expected, "nothing", reason);
            });
        }
    }

    private Optional<String> raw(String name) {
        return Optional.ofNullable(values.get(OptionNames.listed(name))).map(Context::asText).flatMap(
                text -> orElse(Optional.empty(), () -> Optional.of(filled(name, text))));
    }

    private static String filled(String name, String text) {
        if (text.isBlank()) {
            throw Refusal.of("%s must have a value (given nothing): leave it out for its default".formatted(name));
        }
        return text;
    }

    Optional<String> text(String name) {
        if (values.get(OptionNames.listed(name)) instanceof Map || values.get(name) instanceof List) {
            check(() -> {
                throw Refusal.of(name, "one value", raw(name).orElse(""), "it is neither a list nor an object");
            });
            return Optional.empty();
        }
        return raw(name);
    }

    String text(String name, String defaultValue) {
        return text(name).orElse(defaultValue);
    }

    Optional<Integer> number(String name, Range range) {
        return text(name).flatMap(text -> orElse(Optional.empty(), () -> Optional.of(range.parse(name, text))));
    }

    boolean flag(String name, boolean defaultValue) {
        return text(name).map(text -> orElse(defaultValue, () -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.of(name, "true or false", text, "nothing else switches it on or off");
        })).orElse(defaultValue);
    }

    /** JSON, or an option's text as it is. */
    Optional<String> json(String name) {
        return raw(name);
    }

    /** A JSON array, or text with commas between the items. */
    List<String> list(String name) {
        return raw(name).map(text -> orElse(List.<String>of(),
                () -> checked(name, text, text.startsWith("[") ? items(name, text) : split(text)))).orElse(List.of());
    }

    private static List<String> split(String text) {
        return List.of(text.split("\\s*,\\s*", -1));
    }

    private static List<String> checked(String name, String text, List<String> items) {
        if (items.stream().anyMatch(String::isBlank)) {
            throw Refusal.of(name, "a list without empty items", text, "a comma stands between two items");
        }
        return items;
    }

    private static List<String> items(String name, String text) {
        List<String> items = new ArrayList<>();
        json(name, text).forEach(item -> items.add(item.isTextual() ? item.textValue() : item.toString()));
        return items;
    }

    /** A JSON object of text values, in the order of its keys. */
    Map<String, String> object(String name) {
        return raw(name).map(text -> orElse(Map.<String, String>of(), () -> object(name, text))).orElse(Map.of());
    }

    /** The same if all of it is text and can be read. */
    Optional<Map<String, String>> wholeObject(String name) {
        Map<String, String> object = object(name);
        return raw(name).filter(text -> text.startsWith("{"))
                .filter(text -> orElse(-1, () -> json(name, text).size()) == object.size()).map(text -> object);
    }

    private Map<String, String> object(String name, String text) {
        JsonNode json = json(name, text);
        if (!json.isObject()) {
            throw Refusal.of(name, "a JSON object such as {\"NAME\":\"value\"}", text, "each value has a name");
        }
        Map<String, String> object = new TreeMap<>();
        json.properties().forEach(
                entry -> check(() -> object.put(entry.getKey(), scalar(name, entry.getKey(), entry.getValue()))));
        return object;
    }

    private static String scalar(String name, String key, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        throw Refusal.of(name + "." + key, "text", value, "neither a list, an object nor null can be its value");
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
