package io.github.rabbitlambda.local.queue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer for JSON in UTF-8. It escapes strings as Gson does without HTML escaping. Not thread-safe. */
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[4096];
    private int length;

    int length() {
        return length;
    }

    void truncate(int newLength) {
        length = newLength;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    JsonBytes append(JsonBytes other) {
        return append(other.bytes, other.length);
    }

    JsonBytes append(byte[] more) {
        return append(more, more.length);
    }

    private JsonBytes append(byte[] more, int count) {
        reserve(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
        return this;
    }

    /** Appends ASCII characters without escaping. */
    @SuppressWarnings("deprecation") // no other method copies Latin-1 characters directly
    JsonBytes ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    /** Appends a quoted and escaped string. */
    JsonBytes string(String text) {
        if (!isPlain(text)) {
            return append(escaped(text).getBytes(StandardCharsets.UTF_8));
        }
        reserve(text.length() + 2);
        bytes[length++] = '"';
        ascii(text);
        bytes[length++] = '"';
        return this;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ' || c == '\u2028' || c == '\u2029') {
                        json.append("\\u").append(hex(c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    private static String hex(char c) {
        return new String(new byte[]{HEX[c >> 12], HEX[c >> 8 & 15], HEX[c >> 4 & 15], HEX[c & 15]},
                StandardCharsets.US_ASCII);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
