package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads strings of strict JSON (RFC 8259, strict UTF-8). Not thread-safe.
 */
final class JsonStrings {
    /** 0 for an ASCII character that stands for itself. */
    private static final byte[] SPECIAL = new byte[256];
    private static final byte[] ESCAPABLE = "\"\\/bfnrt".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ESCAPED = "\"\\/\b\f\n\r\t".getBytes(StandardCharsets.US_ASCII);

    static {
        Arrays.fill(SPECIAL, (byte) 1);
        Arrays.fill(SPECIAL, ' ', 128, (byte) 0);
        SPECIAL['"'] = 1;
        SPECIAL['\\'] = 1;
    }

    private final JsonWindow window;
    private int textStart;
    private int textEnd;
    private boolean escaped;
    private boolean ascii;

    JsonStrings(JsonWindow window) {
        this.window = window;
    }

    /** Reads the string that starts here. */
    String read() {
        String plain = takePlain();
        if (plain != null) {
            return plain;
        }
        skip();
        return text();
    }

    /** Skips the string that starts here, quotes included, and checks every byte of it. */
    void skip() {
        textStart = window.at + 1;
        escaped = false;
        ascii = true;
        int i = textStart;
        while (true) {
            i = plainEnd(i);
            byte b = window.byteAt(i);
            if (b == '"') {
                break;
            }
            i = b == '\\' ? skipEscape(i) : skipUtf8(i);
        }
        textEnd = i;
        window.at = i + 1;
    }

    /** For speed only: reads the string that starts here if it has no escapes and is ASCII; otherwise returns null. */
    private @Nullable String takePlain() {
        byte[] in = window.bytes;
        int start = window.at + 1;
        int end = plainEnd(start);
        if (end == in.length || in[end] != '"') {
            return null;
        }
        window.at = end + 1;
        return new String(in, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Returns the position of the first byte that is not an ASCII character standing for itself. */
    private int plainEnd(int from) {
        byte[] in = window.bytes;
        byte[] special = SPECIAL;
        int i = from;
        int last = in.length - 4;
        while (i <= last && (special[in[i] & 0xff] | special[in[i + 1] & 0xff] | special[in[i + 2] & 0xff]
                | special[in[i + 3] & 0xff]) == 0) {
            i += 4; // for speed only: the loop below does the same, byte by byte
        }
        while (i < in.length && special[in[i] & 0xff] == 0) {
            i++;
        }
        return i;
    }

    private int skipEscape(int backslash) {
        escaped = true;
        byte b = window.byteAt(backslash + 1);
        if (b == 'u') {
            for (int i = 2; i < 6; i++) {
                hexDigit(backslash + i);
            }
            return backslash + 6;
        }
        unescape(b, backslash + 1);
        return backslash + 2;
    }

    private int hexDigit(int index) {
        int digit = Character.digit(window.byteAt(index), 16);
        if (digit < 0) {
            throw window.unexpected("four hexadecimal digits after \\u", index);
        }
        return digit;
    }

    private byte unescape(byte b, int index) {
        for (int i = 0; i < ESCAPABLE.length; i++) {
            if (ESCAPABLE[i] == b) {
                return ESCAPED[i];
            }
        }
        throw window.unexpected("one of \"\\/bfnrtu after a backslash", index);
    }

    private int skipUtf8(int index) {
        if (window.bytes[index] >= 0) {
            throw window.unexpected("no control character in a string", index);
        }
        ascii = false;
        int length = Utf8.length(window.bytes, index);
        if (length == 0) {
            window.requireIfPresent(index + Utf8.LONGEST);
            throw window.unexpected("UTF-8", index);
        }
        return index + length;
    }

    /** The position behind the opening quote of the string that was skipped last. */
    int textStart() {
        return textStart;
    }

    /** The length in bytes of the string that was skipped last, with its escapes as they are written. */
    int textLength() {
        return textEnd - textStart;
    }

    /** Whether the string that was skipped last has escapes. */
    boolean isEscaped() {
        return escaped;
    }

    /** The string that was skipped last. */
    String text() {
        if (escaped) {
            return unescapedText();
        }
        return new String(window.bytes, textStart, textLength(),
                ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private String unescapedText() {
        StringBuilder text = new StringBuilder(textLength());
        int i = textStart;
        while (i < textEnd) {
            int next = i;
            while (next < textEnd && window.bytes[next] != '\\') {
                next++;
            }
            text.append(new String(window.bytes, i, next - i, StandardCharsets.UTF_8));
            i = next < textEnd ? appendEscape(text, next + 1) : next;
        }
        return text.toString();
    }

    private int appendEscape(StringBuilder text, int index) {
        byte b = window.bytes[index];
        if (b == 'u') {
            text.append((char) (hexDigit(index + 1) << 12 | hexDigit(index + 2) << 8 | hexDigit(index + 3) << 4
                    | hexDigit(index + 4)));
            return index + 5;
        }
        text.append((char) unescape(b, index));
        return index + 1;
    }
}
