package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.rabbitlambda.function.message.HeaderValue.LongString;

import org.jspecify.annotations.Nullable;

/**
 * Reads a long string directly into bytes if it is written without spaces, as Lambda writes it. It exists for speed
 * only: {@link HeadersDecoder} reads every other form through {@link LongStringForm}. Not thread-safe.
 */
final class LongStringDecoder {
    private static final byte[] BEGINNING = "{\"bytes\":[".getBytes(StandardCharsets.US_ASCII);
    /** The longest element, "-128,". */
    private static final int ELEMENT = 5;
    private static final int MINUS = '-' - '0';
    /** Out of range, with either sign. */
    private static final int NONE = 1_000;

    private final JsonWindow window;
    private byte[] content = new byte[64];

    LongStringDecoder(JsonWindow window) {
        this.window = window;
    }

    /**
     * Reads the string that starts here. Returns null, and does not move, for any other object and for one with spaces.
     */
    @Nullable
    LongString take() {
        int start = window.at;
        if (window.take(BEGINNING)) {
            int size = window.takeByte(']') ? 0 : readElements();
            if (size >= 0 && window.takeByte('}')) {
                return new LongString(Arrays.copyOf(content, size));
            }
        }
        window.at = start;
        return null;
    }

    /**
     * Reads the array's elements and its closing bracket. Returns the number of bytes, or -1 if this is no array of
     * bytes.
     */
    private int readElements() {
        byte[] in = window.bytes;
        byte[] out = content;
        int i = window.at;
        int size = 0;
        while (i + ELEMENT <= in.length) {
            int tens = in[i] - '0';
            int ones = in[i + 1] - '0';
            int next = in[i + 2] - '0';
            int number;
            if (isDigit(ones) && tens > 0 && tens <= 9) {
                // for speed only: most bytes of a text have two or three digits, which a processor can't predict
                boolean three = isDigit(next);
                number = three ? tens * 100 + ones * 10 + next : tens * 10 + ones;
                i += three ? 3 : 2;
            } else if (tens == MINUS) {
                int digits = countDigits(in, i + 1);
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
                window.at = i;
                return delimiter == ']' ? size : -1;
            }
        }
        return -1;
    }

    private static boolean isDigit(int digit) {
        return digit >= 0 && digit <= 9;
    }

    /** Counts the digits from here, up to three. */
    private static int countDigits(byte[] in, int from) {
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
