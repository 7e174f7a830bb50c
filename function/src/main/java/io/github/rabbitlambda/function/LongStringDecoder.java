package io.github.rabbitlambda.function;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.rabbitlambda.function.HeaderValue.LongString;

import org.jspecify.annotations.Nullable;

/**
 * Reads a long string that is written without spaces, as Lambda does, without a detour over its numbers.
 */
final class LongStringDecoder {
    private static final byte[] BEGINNING = "{\"bytes\":[".getBytes(StandardCharsets.US_ASCII);

    private final JsonCursor json;
    private byte[] content = new byte[64];

    LongStringDecoder(JsonCursor json) {
        this.json = json;
    }

    /** The string that starts here, or null, with the cursor where it was, when it is another object or has spaces. */
    @Nullable
    LongString take() {
        int start = json.at;
        if (json.take(BEGINNING)) {
            int size = content();
            if (size >= 0 && json.takeByte('}')) {
                return new LongString(Arrays.copyOf(content, size));
            }
        }
        json.at = start;
        return null;
    }

    /** Reads up to the array's closing bracket; gives the number of bytes, or -1 when this is no array of bytes. */
    private int content() {
        int size = 0;
        if (json.takeByte(']')) {
            return size;
        }
        do {
            int number = json.smallNumber();
            if (number < LongStringForm.LEAST || number > LongStringForm.MOST) {
                return -1;
            }
            content = size < content.length ? content : Arrays.copyOf(content, size * 2);
            content[size++] = (byte) number;
        } while (json.takeByte(','));
        return json.takeByte(']') ? size : -1;
    }
}
