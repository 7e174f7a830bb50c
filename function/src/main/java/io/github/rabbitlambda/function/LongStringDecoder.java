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
    /** The longest element, "-128,". */
    private static final int ELEMENT = 5;

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
            int size = json.takeByte(']') ? 0 : elements();
            if (size >= 0 && json.takeByte('}')) {
                return new LongString(Arrays.copyOf(content, size));
            }
        }
        json.at = start;
        return null;
    }

    /** Reads up to and with the closing bracket; gives the number of bytes, or -1 when this is no array of bytes. */
    private int elements() {
        byte[] in = json.bytes;
        int i = json.at;
        int size = 0;
        while (i + ELEMENT <= in.length) {
            boolean negative = in[i] == '-';
            i += negative ? 1 : 0;
            int first = i;
            int number = 0;
            int digit = in[i] - '0';
            while (digit >= 0 && digit <= 9 && i - first < 3) {
                number = number * 10 + digit;
                digit = in[++i] - '0';
            }
            boolean padded = i - first > 1 && in[first] == '0';
            if (i == first || padded || number > (negative ? -LongStringForm.LEAST : LongStringForm.MOST)) {
                return -1;
            }
            content = size < content.length ? content : Arrays.copyOf(content, size * 2);
            content[size++] = (byte) (negative ? -number : number);
            byte delimiter = in[i++];
            if (delimiter != ',') {
                json.at = i;
                return delimiter == ']' ? size : -1;
            }
        }
        return -1;
    }
}
