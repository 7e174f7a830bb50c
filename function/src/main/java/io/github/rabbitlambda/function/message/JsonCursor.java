package io.github.rabbitlambda.function.message;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * Walks over JSON: objects and arrays, and passing over what nobody asked for. An object is read so:
 * {@code for (boolean more = beginObject(); more; more = nextMember()) use(name(), …)}.
 */
final class JsonCursor extends JsonScalars {
    JsonCursor(EventBytes event, int size) {
        super(event, size);
    }

    boolean beginObject() {
        at++;
        if (peek() == '}') {
            at++;
            return false;
        }
        return true;
    }

    boolean nextMember() {
        return next('}');
    }

    boolean beginArray() {
        at++;
        if (peek() == ']') {
            at++;
            return false;
        }
        return true;
    }

    boolean nextElement() {
        return next(']');
    }

    private boolean next(char end) {
        if (takeByte(',')) {
            return true;
        }
        byte b = peek();
        if (b != ',' && b != end) {
            throw unexpected("a comma or " + end, at);
        }
        at++;
        return b == ',';
    }

    /** A member's name, with its colon. */
    String name() {
        scanName();
        String name = text();
        colon();
        return name;
    }

    private void scanName() {
        if (peek() != '"') {
            throw unexpected("a member's name", at);
        }
        int start = at;
        scanString();
        if (escaped() && !Utf8.isEncodable(text())) {
            throw unexpected("whole surrogate pairs in a member's name", start);
        }
    }

    private void colon() {
        if (peek() != ':') {
            throw unexpected("a colon", at);
        }
        at++;
    }

    /** The event's end. */
    void end() {
        whitespace();
        want(at + 1);
        if (at < bytes.length) {
            throw unexpected("nothing more", at);
        }
    }

    boolean takeEmptyArray() {
        if (peek() != '[') {
            return false;
        }
        int start = at;
        boolean empty = !beginArray();
        if (!empty) {
            at = start;
        }
        return empty;
    }

    @Nullable
    String textOrSkip() {
        if (peek() == '"') {
            return stringValue();
        }
        skip();
        return null;
    }

    /** Which of the values that are open are objects. */
    private final BitSet objects = new BitSet();

    /** Passes over a value, however deep, without recursion. */
    RawJson skip() {
        whitespace();
        int start = at;
        int depth = 0;
        do {
            byte first = peek();
            if (first == '{' || first == '[') {
                objects.set(depth++, first == '{');
                if (first == '{' ? beginObject() : beginArray()) {
                    nameIf(objects.get(depth - 1));
                    continue;
                }
                depth--;
            } else {
                scalar(first);
            }
            while (depth > 0 && !next(objects.get(depth - 1) ? '}' : ']')) {
                depth--;
            }
            nameIf(depth > 0 && objects.get(depth - 1));
        } while (depth > 0);
        return since(start);
    }

    private void nameIf(boolean inObject) {
        if (inObject) {
            scanName();
            colon();
        }
    }

    private void scalar(byte first) {
        switch (first) {
            case '"' -> scanString();
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> scanNumber();
        }
    }
}
