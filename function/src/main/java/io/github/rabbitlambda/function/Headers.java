package io.github.rabbitlambda.function;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message's headers, or a table among them, by name. Their order means nothing. Immutable.
 *
 * <p>
 * The getters by type are empty both when there is no such header and when it holds something else; {@link #get} tells.
 */
public final class Headers {
    /** No headers. */
    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, HeaderValue> values;

    private Headers(Map<String, HeaderValue> values) {
        this.values = values;
    }

    public static Headers of(Map<String, HeaderValue> values) {
        return values.isEmpty() ? NONE : new Headers(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** Takes the map over instead of copying it. */
    static Headers owning(LinkedHashMap<String, HeaderValue> values) {
        return values.isEmpty() ? NONE : new Headers(Collections.unmodifiableMap(values));
    }

    public Map<String, HeaderValue> asMap() {
        return values;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Optional<HeaderValue> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A long string as UTF-8 text. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof HeaderValue.LongString string
                ? Optional.of(string.text())
                : Optional.empty();
    }

    public OptionalLong wholeNumber(String name) {
        return values.get(name) instanceof HeaderValue.WholeNumber number
                ? OptionalLong.of(number.value())
                : OptionalLong.empty();
    }

    public Optional<Boolean> flag(String name) {
        return values.get(name) instanceof HeaderValue.Flag flag ? Optional.of(flag.value()) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && values.equals(headers.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "headers " + values.keySet();
    }
}
