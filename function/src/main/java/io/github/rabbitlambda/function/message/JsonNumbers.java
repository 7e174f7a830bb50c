package io.github.rabbitlambda.function.message;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers of strict JSON. Not thread-safe.
 */
final class JsonNumbers {
    /** What {@link #readWholeNumber} returns for anything that is no whole number from 0 to {@link Long#MAX_VALUE}. */
    static final long NO_WHOLE_NUMBER = -1;
    /** Long enough for any number that fits a long, with fraction and exponent. */
    private static final int LONGEST_WHOLE_NUMBER = 100;
    /** So many characters always fit a long. */
    private static final int SAFE_DIGITS = 18;

    private final JsonWindow window;
    /** Whether the number that was skipped last has neither a fraction nor an exponent. */
    private boolean integer;
    private int start;

    JsonNumbers(JsonWindow window) {
        this.window = window;
    }

    /** Reads 34, 34.0 and 3.4e1 alike. Anything else than a number is not skipped. */
    long readWholeNumber() {
        byte first = window.byteAt(window.at);
        if (first != '-' && (first < '0' || first > '9')) {
            return NO_WHOLE_NUMBER;
        }
        boolean isShort = skipShort();
        return isShort && first != '-' ? digits(start) : exact();
    }

    /**
     * Skips a number.
     *
     * @return whether it is an integer that is short enough for {@link #shortNumber}
     */
    boolean skipShort() {
        skip();
        return integer && window.at - start <= SAFE_DIGITS;
    }

    /** The number that {@link #skipShort} skipped. */
    long shortNumber() {
        return window.bytes[start] == '-' ? -digits(start + 1) : digits(start);
    }

    private long digits(int from) {
        byte[] in = window.bytes;
        int end = window.at;
        long number = 0;
        for (int i = from; i < end; i++) {
            number = number * 10 + in[i] - '0';
        }
        return number;
    }

    private long exact() {
        if (window.at - start > LONGEST_WHOLE_NUMBER) {
            return NO_WHOLE_NUMBER;
        }
        try {
            return new BigDecimal(textOf(window.at - start)).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return NO_WHOLE_NUMBER;
        }
    }

    /** The text of the number that was skipped last. Longer ones are refused: their conversion takes quadratic time. */
    String text(int longest) {
        int length = window.at - start;
        if (length > longest) {
            throw new UnreadableRecordException(
                    "a number must have at most " + longest + " characters (came one of " + length + ")");
        }
        return textOf(length);
    }

    private String textOf(int length) {
        return new String(window.bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether the number that was skipped last has neither a fraction nor an exponent. */
    boolean isInteger() {
        return integer;
    }

    /** Skips the number that starts here and checks its grammar. If the window ends in it, whatever is read next finds that. */
    void skip() {
        start = window.at;
        if (window.byteAt(window.at) == '-') {
            window.at++;
        }
        if (window.byteAt(window.at) == '0') {
            window.at++;
        } else {
            skipDigits("a JSON value");
        }
        integer = !isNext('.') && !isNext('e') && !isNext('E');
        if (isNext('.')) {
            window.at++;
            skipDigits("a digit");
        }
        if (isNext('e') || isNext('E')) {
            window.at++;
            if (isNext('+') || isNext('-')) {
                window.at++;
            }
            skipDigits("a digit");
        }
    }

    private boolean isNext(char expected) {
        return window.at < window.bytes.length && window.bytes[window.at] == expected;
    }

    private void skipDigits(String expected) {
        byte[] in = window.bytes;
        int i = window.at;
        while (i < in.length && in[i] >= '0' && in[i] <= '9') {
            i++;
        }
        if (i == window.at) {
            throw window.unexpected(expected, i);
        }
        window.at = i;
    }
}
