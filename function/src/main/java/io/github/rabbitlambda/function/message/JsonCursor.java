package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * Reads the structure of JSON: objects, arrays, names, literals, and values that are skipped. {@link #strings} and
 * {@link #numbers} read at the same position. An object is read like this:
 *
 * <pre>
 * for (boolean more = cursor.beginObject(); more; more = cursor.nextMember()) {
 *     use(cursor.name(), …);
 * }
 * </pre>
 *
 * Not thread-safe.
 */
final class JsonCursor {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    final JsonWindow window;
    final JsonStrings strings;
    final JsonNumbers numbers;
    /** For {@link #skip}: a bit for each open value that is an object, by depth. */
    private final BitSet openObjects = new BitSet();

    JsonCursor(JsonWindow window) {
        this.window = window;
        this.strings = new JsonStrings(window);
        this.numbers = new JsonNumbers(window);
    }

    /** The first byte of the next token. */
    byte peek() {
        byte[] in = window.bytes;
        int i = window.at;
        if (i < in.length && in[i] > ' ') {
            return in[i];
        }
        skipWhitespace();
        return window.byteAt(window.at);
    }

    void skipWhitespace() {
        while (window.at < window.bytes.length && isSpace(window.bytes[window.at])) {
            window.at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** What kind of value comes next, in words. Only its first byte is looked at. */
    String kind() {
        return switch (peek()) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a text";
            case 't', 'f' -> "true or false";
            case 'n' -> "null";
            default -> "a number";
        };
    }

    void require(char first, String expected) {
        if (peek() != first) {
            throw new UnreadableRecordException(expected, kind());
        }
    }

    boolean takeNull() {
        if (peek() != 'n') {
            return false;
        }
        skipLiteral(NULL);
        return true;
    }

    /** Reads true or false, one of which must come next. */
    boolean readFlag() {
        boolean flag = peek() == 't';
        skipLiteral(flag ? TRUE : FALSE);
        return flag;
    }

    private void skipLiteral(byte[] literal) {
        if (!window.take(literal)) {
            int equal = 0;
            while (window.byteAt(window.at + equal) == literal[equal]) {
                equal++;
            }
            throw window.unexpected("a JSON value", window.at + equal);
        }
    }

    boolean beginObject() {
        return begin('}');
    }

    boolean nextMember() {
        return next('}');
    }

    boolean beginArray() {
        return begin(']');
    }

    boolean nextElement() {
        return next(']');
    }

    private boolean begin(char end) {
        window.at++;
        if (peek() == end) {
            window.at++;
            return false;
        }
        return true;
    }

    private boolean next(char end) {
        if (window.takeByte(',')) {
            return true;
        }
        byte b = peek();
        if (b != ',' && b != end) {
            throw window.unexpected("a comma or " + end, window.at);
        }
        window.at++;
        return b == ',';
    }

    /** Reads a member's name and its colon. */
    String name() {
        skipName();
        String name = strings.text();
        skipColon();
        return name;
    }

    private void skipName() {
        if (peek() != '"') {
            throw window.unexpected("a member's name", window.at);
        }
        int start = window.at;
        strings.skip();
        if (strings.isEscaped() && !Utf8.isEncodable(strings.text())) {
            throw window.unexpected("whole surrogate pairs in a member's name", start);
        }
    }

    private void skipColon() {
        if (peek() != ':') {
            throw window.unexpected("a colon", window.at);
        }
        window.at++;
    }

    /** Requires the event's end. */
    void end() {
        skipWhitespace();
        window.requireIfPresent(window.at + 1);
        if (window.at < window.bytes.length) {
            throw window.unexpected("nothing more", window.at);
        }
    }

    boolean takeEmptyArray() {
        if (peek() != '[') {
            return false;
        }
        int start = window.at;
        boolean empty = !beginArray();
        if (!empty) {
            window.at = start;
        }
        return empty;
    }

    @Nullable
    String readTextOrSkip() {
        if (peek() == '"') {
            return strings.read();
        }
        skip();
        return null;
    }

    /** Skips a value and checks its grammar. There is no recursion, so the value may be as deep as the event allows. */
    RawJson skip() {
        skipWhitespace();
        int start = window.at;
        int depth = 0;
        do {
            byte first = peek();
            if (first == '{' || first == '[') {
                openObjects.set(depth++, first == '{');
                if (first == '{' ? beginObject() : beginArray()) {
                    skipMemberName(openObjects.get(depth - 1));
                    continue;
                }
                depth--;
            } else {
                skipScalar(first);
            }
            while (depth > 0 && !next(openObjects.get(depth - 1) ? '}' : ']')) {
                depth--;
            }
            skipMemberName(depth > 0 && openObjects.get(depth - 1));
        } while (depth > 0);
        return window.since(start);
    }

    private void skipMemberName(boolean inObject) {
        if (inObject) {
            skipName();
            skipColon();
        }
    }

    private void skipScalar(byte first) {
        switch (first) {
            case '"' -> strings.skip();
            case 't' -> skipLiteral(TRUE);
            case 'f' -> skipLiteral(FALSE);
            case 'n' -> skipLiteral(NULL);
            default -> numbers.skip();
        }
    }
}
