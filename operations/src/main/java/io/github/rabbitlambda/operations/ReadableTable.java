package io.github.rabbitlambda.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table of AMQP, such as a message's headers, in JSON's types, for a person. Bytes are shown as text where they are text
 * in UTF-8, otherwise in Base64, and cut after 4,000. What JSON has no type for is shown as text.
 */
public final class ReadableTable {
    private final UnaryOperator<Object> decoding;

    private ReadableTable(UnaryOperator<Object> decoding) {
        this.decoding = decoding;
    }

    /**
     * Returns the table with everything that it holds.
     *
     * @param decoding
     *            makes {@code byte[]} of a text or of bytes, in the form in which the table has them; returns any other
     *            value as it is to be shown
     */
    public static Map<String, Object> of(Map<?, ?> table, UnaryOperator<Object> decoding) {
        return new ReadableTable(decoding).table(table);
    }

    private Map<String, Object> table(Map<?, ?> table) {
        Map<String, Object> readable = new LinkedHashMap<>();
        table.forEach((name, value) -> readable.put(String.valueOf(name), value(value)));
        return readable;
    }

    private List<Object> list(List<?> list) {
        List<Object> readable = new ArrayList<>();
        list.forEach(element -> readable.add(value(element)));
        return readable;
    }

    private @Nullable Object value(@Nullable Object value) {
        return value == null ? null : readable(decoding.apply(value));
    }

    private Object readable(Object decoded) {
        return switch (decoded) {
            case byte[] bytes -> ReadableBytes.of(bytes, PeekedMessage.HEADER_CHARACTERS).value();
            case Map<?, ?> table -> table(table);
            case List<?> list -> list(list);
            case Number number -> number;
            case Boolean flag -> flag;
            default -> decoded.toString();
        };
    }
}
