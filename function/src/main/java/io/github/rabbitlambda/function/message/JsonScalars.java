package io.github.rabbitlambda.function.message;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Numbers, literals and what kind of value comes next.
 */
abstract sealed class JsonScalars extends JsonStrings permits JsonCursor {
    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    /** What {@link #wholeNumber} gives for anything that is no whole number from 0 on. */
    static final long NO_WHOLE_NUMBER = -1;
    /** Long enough for any number that fits a long, with exponent and all. */
    private static final int LONGEST_WHOLE_NUMBER = 100;

    /** So many characters always fit a long. */
    private static final int SAFE_DIGITS = 18;

    private boolean integer;
    private int numberStart;

    JsonScalars(EventBytes event, int size) {
        super(event, size);
    }

    final void whitespace() {
        while (at < bytes.length && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The first byte of what comes next. */
    final byte peek() {
        byte[] in = bytes;
        int i = at;
        if (i < in.length && in[i] > ' ') {
            return in[i];
        }
        return peekBehindSpace();
    }

    private byte peekBehindSpace() {
        whitespace();
        return byteAt(at);
    }

    /** What comes next, in words; by its first byte only. */
    final String kind() {
        return switch (peek()) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a text";
            case 't', 'f' -> "true or false";
            case 'n' -> "null";
            default -> "a number";
        };
    }

    final void require(char first, String expected) {
        if (peek() != first) {
            throw new UnreadableRecordException(expected, kind());
        }
    }

    final boolean takeNull() {
        if (peek() != 'n') {
            return false;
        }
        literal(NULL);
        return true;
    }

    final boolean flag(String expected) {
        byte first = peek();
        if (first != 't' && first != 'f') {
            throw new UnreadableRecordException(expected + " (came " + kind() + ")");
        }
        literal(first == 't' ? TRUE : FALSE);
        return first == 't';
    }

    final void literal(byte[] literal) {
        if (!take(literal)) {
            int same = 0;
            while (byteAt(at + same) == literal[same]) {
                same++;
            }
            throw unexpected("a JSON value", at + same);
        }
    }

    final String stringValue() {
        String plain = takePlain();
        if (plain != null) {
            return plain;
        }
        scanString();
        return text();
    }

    /**
     * The text of the number passed over last; longer ones are refused, since turning them into numbers takes quadratic
     * time.
     */
    final String numberText(int longest) {
        int length = at - numberStart;
        if (length > longest) {
            throw new UnreadableRecordException(
                    "a number must have at most " + longest + " characters (came one of " + length + ")");
        }
        return new String(bytes, numberStart, length, StandardCharsets.ISO_8859_1);
    }

    /** Takes 34, 34.0 and 3.4e1 alike; {@link #NO_WHOLE_NUMBER} for what is none, is negative or exceeds a long. */
    final long wholeNumber() {
        byte first = peek();
        if (first != '-' && (first < '0' || first > '9')) {
            return NO_WHOLE_NUMBER;
        }
        boolean isShort = takeShortNumber();
        return isShort && first != '-' ? digits(numberStart) : exact(numberStart);
    }

    /**
     * Passes over a number.
     *
     * @return whether it is a whole one that {@link #shortNumber} gives
     */
    final boolean takeShortNumber() {
        numberStart = at;
        scanNumber();
        return integer && at - numberStart <= SAFE_DIGITS;
    }

    final long shortNumber() {
        return bytes[numberStart] == '-' ? -digits(numberStart + 1) : digits(numberStart);
    }

    private long digits(int start) {
        long number = 0;
        for (int i = start; i < at; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private long exact(int start) {
        if (at - start > LONGEST_WHOLE_NUMBER) {
            return NO_WHOLE_NUMBER;
        }
        try {
            return new BigDecimal(new String(bytes, start, at - start, StandardCharsets.ISO_8859_1)).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return NO_WHOLE_NUMBER;
        }
    }

    /** Whether the number passed over last has neither a fraction nor an exponent. */
    final boolean isInteger() {
        return integer;
    }

    final void scanNumber() {
        if (byteAt(at) == '-') {
            at++;
        }
        if (byteAt(at) == '0') {
            at++;
        } else {
            digits("a JSON value");
        }
        integer = !is('.') && !is('e') && !is('E');
        if (is('.')) {
            at++;
            digits("a digit");
        }
        if (is('e') || is('E')) {
            at++;
            if (is('+') || is('-')) {
                at++;
            }
            digits("a digit");
        }
        want(at + 1);
    }

    private boolean is(char expected) {
        return at < bytes.length && bytes[at] == expected;
    }

    private void digits(String expected) {
        int start = at;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected(expected, at);
        }
    }
}
