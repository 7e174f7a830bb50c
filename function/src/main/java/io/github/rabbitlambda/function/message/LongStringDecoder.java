package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.rabbitlambda.function.message.HeaderValue.LongString;

import org.jspecify.annotations.Nullable;

/**
 * Reads a long string that is written without spaces, as Lambda does, without a detour over its numbers.
 */
final class LongStringDecoder {
    private static final byte[] BEGINNING = "{\"bytes\":[".getBytes(StandardCharsets.US_ASCII);
    /** The longest element, "-128,". */
    private static final int ELEMENT = 5;
    private static final int MINUS = '-' - '0';
    /** Out of range, with either sign. */
    private static final int NONE = 1_000;

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
        byte[] out = content;
        int i = json.at;
        int size = 0;
        while (i + ELEMENT <= in.length) {
            int tens = in[i] - '0';
            int ones = in[i + 1] - '0';
            int next = in[i + 2] - '0';
            int number;
            if (isDigit(ones) && tens > 0 && tens <= 9) {
                // most bytes of a text: two or three digits, which of them is hard to foresee
                boolean three = isDigit(next);
                number = three ? tens * 100 + ones * 10 + next : tens * 10 + ones;
                i += three ? 3 : 2;
            } else if (tens == MINUS) {
                int digits = digits(in, i + 1);
                number = -number(in, i + 1, digits);
                i += 1 + digits;
            } else {
                number = isDigit(tens) ? tens : NONE;
                i++;
            }
            if (number < LongStringForm.LEAST || number > LongStringForm.MOST) {
                return -1;
            }
            if (size == out.length) {
                content = Arrays.copyOf(out, size * 2);
                out = content;
            }
            out[size++] = (byte) number;
            byte delimiter = in[i++];
            if (delimiter != ',') {
                json.at = i;
                return delimiter == ']' ? size : -1;
            }
        }
        return -1;
    }

    private static boolean isDigit(int digit) {
        return digit >= 0 && digit <= 9;
    }

    /** How many there are from here, up to three. */
    private static int digits(byte[] in, int from) {
        int i = from;
        while (i < from + 3 && isDigit(in[i] - '0')) {
            i++;
        }
        return i - from;
    }

    private static int number(byte[] in, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + in[i] - '0';
        }
        boolean padded = digits > 1 && in[from] == '0';
        return digits == 0 || padded ? NONE : number;
    }
}
