package io.github.rabbitlambda.function;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in ASCII only: SQS refuses characters outside XML 1.0, and a log line must stay one line.
 */
public final class JsonText {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    JsonText begin(char bracket) {
        separate();
        text.append(bracket);
        first = true;
        return this;
    }

    JsonText end(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    JsonText name(String name) {
        separate();
        quote(name);
        text.append(':');
        first = true;
        return this;
    }

    JsonText member(String name, @Nullable Object value) {
        return name(name).value(value);
    }

    /** Text, numbers, booleans, null, lists and maps become their JSON forms; anything else becomes its toString. */
    public JsonText value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof Number number) {
            literal(isFinite(number) ? number.toString() : "null");
        } else if (value == null || value instanceof Boolean) {
            literal(String.valueOf(value));
        } else {
            string(value.toString());
        }
        return this;
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    /** Adds a value that is JSON already; it must be ASCII. */
    JsonText literal(CharSequence json) {
        separate();
        text.append(json);
        return this;
    }

    private void object(Map<?, ?> map) {
        begin('{');
        map.forEach((name, value) -> member(String.valueOf(name), value));
        end('}');
    }

    private void array(List<?> list) {
        begin('[');
        for (Object value : list) {
            value(value);
        }
        end(']');
    }

    private void string(String string) {
        separate();
        quote(string);
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quote(String string) {
        text.append('"');
        int from = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\' || c < ' ' || c >= 0x7f) {
                text.append(string, from, i);
                special(c);
                from = i + 1;
            }
        }
        text.append(string, from, string.length()).append('"');
    }

    private void special(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else {
            escape(text, c);
        }
    }

    static void escape(StringBuilder text, char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
