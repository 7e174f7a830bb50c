package io.github.rabbitlambda.function.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * A message's headers, or a nested table, by name. The order has no meaning. Immutable.
 *
 * <p>
 * The getters by type are empty if there is no such header, and also if it has another type. {@link #get} distinguishes
 * the two.
 */
public final class Headers {
    /** No headers. */
    public static final Headers NONE = new Headers(HeaderNames.NONE, new HeaderValue[0]);

    private final HeaderNames names;
    private final HeaderValue[] values;

    /** The array has a value for each name. The caller may not change it afterwards. */
    Headers(HeaderNames names, HeaderValue[] values) {
        this.names = names;
        this.values = values;
    }

    public static Headers of(Map<String, HeaderValue> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        List<String> names = new ArrayList<>(values.size());
        HeaderValue[] inOrder = new HeaderValue[values.size()];
        for (Map.Entry<String, HeaderValue> header : values.entrySet()) {
            inOrder[names.size()] = header.getValue();
            names.add(header.getKey());
        }
        return new Headers(new HeaderNames(names), inOrder);
    }

    public Map<String, HeaderValue> asMap() {
        Map<String, HeaderValue> map = LinkedHashMap.newLinkedHashMap(values.length);
        for (int i = 0; i < values.length; i++) {
            map.put(names.name(i), values[i]);
        }
        return Collections.unmodifiableMap(map);
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public int size() {
        return values.length;
    }

    public boolean has(String name) {
        return names.indexOf(name) >= 0;
    }

    public Optional<HeaderValue> get(String name) {
        return Optional.ofNullable(value(name));
    }

    /** A long string as UTF-8 text. */
    public Optional<String> text(String name) {
        return value(name) instanceof HeaderValue.LongString string ? Optional.of(string.text()) : Optional.empty();
    }

    /**
     * The bytes of a long string or of a byte array. The event writes a byte array as an array of numbers, so any array
     * of numbers that are signed or unsigned bytes is one.
     */
    public Optional<byte[]> bytes(String name) {
        HeaderValue value = value(name);
        if (value instanceof HeaderValue.LongString string) {
            return Optional.of(string.bytes());
        }
        return value instanceof HeaderValue.Array array ? array.bytes() : Optional.empty();
    }

    public OptionalLong wholeNumber(String name) {
        return value(name) instanceof HeaderValue.WholeNumber(long number)
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    public Optional<Boolean> flag(String name) {
        return value(name) instanceof HeaderValue.Flag(boolean flag) ? Optional.of(flag) : Optional.empty();
    }

    private @Nullable HeaderValue value(String name) {
        int place = names.indexOf(name);
        return place < 0 ? null : values[place];
    }

    HeaderNames names() {
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && asMap().equals(headers.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    /** Shows the names only, because values may be secret. */
    @Override
    public String toString() {
        return "headers " + names.list();
    }
}
