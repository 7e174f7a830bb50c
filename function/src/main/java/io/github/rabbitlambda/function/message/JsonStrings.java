package io.github.rabbitlambda.function.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A position in strict JSON (RFC 8259, strict UTF-8), and the strings there.
 */
abstract sealed class JsonStrings extends JsonWindow permits JsonScalars {
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

    private int textStart;
    private int textEnd;
    private boolean escaped;
    private boolean ascii;

    JsonStrings(EventBytes event, int size) {
        super(event, size);
    }

    /** Passes over the string that starts here, quotes and all, and checks every byte of it. */
    final void scanString() {
        textStart = at + 1;
        escaped = false;
        ascii = true;
        int i = textStart;
        while (true) {
            i = plainEnd(i);
            byte b = byteAt(i);
            if (b == '"') {
                break;
            }
            i = b == '\\' ? escape(i) : utf8(i);
        }
        textEnd = i;
        at = i + 1;
    }

    /** Passes over the string that starts here if it has neither escapes nor anything but ASCII; else null. */
    final @Nullable String takePlain() {
        byte[] in = bytes;
        int start = at + 1;
        int end = plainEnd(start);
        if (end == in.length || in[end] != '"') {
            return null;
        }
        at = end + 1;
        return new String(in, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The first byte from here that isn't an ASCII character standing for itself. */
    private int plainEnd(int from) {
        byte[] in = bytes;
        byte[] special = SPECIAL;
        int i = from;
        int last = in.length - 4;
        while (i <= last && (special[in[i] & 0xff] | special[in[i + 1] & 0xff] | special[in[i + 2] & 0xff]
                | special[in[i + 3] & 0xff]) == 0) {
            i += 4;
        }
        while (i < in.length && special[in[i] & 0xff] == 0) {
            i++;
        }
        return i;
    }

    private int escape(int backslash) {
        escaped = true;
        byte b = byteAt(backslash + 1);
        if (b == 'u') {
            for (int i = 2; i < 6; i++) {
                hex(backslash + i);
            }
            return backslash + 6;
        }
        unescaped(b, backslash + 1);
        return backslash + 2;
    }

    private int hex(int index) {
        int digit = Character.digit(byteAt(index), 16);
        if (digit < 0) {
            throw unexpected("four hexadecimal digits after \\u", index);
        }
        return digit;
    }

    private byte unescaped(byte b, int index) {
        for (int i = 0; i < ESCAPABLE.length; i++) {
            if (ESCAPABLE[i] == b) {
                return ESCAPED[i];
            }
        }
        throw unexpected("one of \"\\/bfnrtu after a backslash", index);
    }

    private int utf8(int index) {
        if (bytes[index] >= 0) {
            throw unexpected("no control character in a string", index);
        }
        ascii = false;
        int length = Utf8.length(bytes, index);
        if (length == 0) {
            want(index + Utf8.LONGEST);
            throw unexpected("UTF-8", index);
        }
        return index + length;
    }

    final int textStart() {
        return textStart;
    }

    /** In bytes of the event, escapes as they stand. */
    final int textLength() {
        return textEnd - textStart;
    }

    final boolean escaped() {
        return escaped;
    }

    /** The string that was passed over last. */
    final String text() {
        if (escaped) {
            return unescapedText();
        }
        return new String(bytes, textStart, textLength(),
                ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private String unescapedText() {
        StringBuilder text = new StringBuilder(textLength());
        int i = textStart;
        while (i < textEnd) {
            int next = i;
            while (next < textEnd && bytes[next] != '\\') {
                next++;
            }
            text.append(new String(bytes, i, next - i, StandardCharsets.UTF_8));
            i = next < textEnd ? appendEscape(text, next + 1) : next;
        }
        return text.toString();
    }

    private int appendEscape(StringBuilder text, int index) {
        if (bytes[index] == 'u') {
            text.append((char) (hex(index + 1) << 12 | hex(index + 2) << 8 | hex(index + 3) << 4 | hex(index + 4)));
            return index + 5;
        }
        text.append((char) unescaped(bytes[index], index));
        return index + 1;
    }

    /** Passes over these bytes if they come next. */
    final boolean take(byte[] expected) {
        int end = at + expected.length;
        if (end > bytes.length || !Arrays.equals(bytes, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    final boolean takeByte(char expected) {
        if (at >= bytes.length || bytes[at] != expected) {
            return false;
        }
        at++;
        return true;
    }
}
