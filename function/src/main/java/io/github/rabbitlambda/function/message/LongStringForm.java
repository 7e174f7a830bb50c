package io.github.rabbitlambda.function.message;

import java.util.List;

import io.github.rabbitlambda.function.message.HeaderValue.WholeNumber;

import org.jspecify.annotations.Nullable;

/**
 * How the event writes a long string: an object whose only member, {@code bytes}, is an array of signed bytes. Unsigned
 * ones are read too.
 */
final class LongStringForm {
    static final int LEAST = -128;
    static final int MOST = 255;

    private LongStringForm() {}

    static byte @Nullable [] bytesOf(Headers fields) {
        return fields.size() == 1 && fields.get("bytes").orElse(null) instanceof HeaderValue.Array array
                ? bytesOf(array.items())
                : null;
    }

    /** Returns null unless all items are bytes. */
    static byte @Nullable [] bytesOf(List<HeaderValue> items) {
        byte[] bytes = new byte[items.size()];
        int i = 0;
        for (HeaderValue item : items) {
            if (!(item instanceof WholeNumber(long value)) || value < LEAST || value > MOST) {
                return null;
            }
            bytes[i++] = (byte) value;
        }
        return bytes;
    }
}
