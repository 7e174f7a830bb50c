package io.github.rabbitlambda.function.message;

import java.nio.ByteBuffer;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Decodes a Base64 string directly from the window's bytes. Not thread-safe.
 */
final class Base64Decoder {
    /** The closing quote, the record's end and a comma, which follow the data if it is the last member. */
    private static final int FOLLOWING = 3;

    private final JsonCursor json;
    private final JsonWindow window;
    /** A view of the window's bytes, made when they are another array. */
    private ByteBuffer view = ByteBuffer.allocate(0);
    /** Whether bodySize is used to find the string's end. One wrong size switches it off, because each costs time. */
    private boolean trustsSize = true;

    Base64Decoder(JsonCursor json) {
        this.json = json;
        this.window = json.window;
    }

    /**
     * @param size the expected length of the body, or a negative number if it is unknown. It is used for speed only: it
     * says where the string ends without a look at each byte
     */
    byte[] decode(long size) {
        json.require('"', "data must be the body in Base64");
        byte[] decoded = trustsSize && size >= 0 && size <= Integer.MAX_VALUE ? decodeBySize((int) size) : null;
        return decoded == null ? decodeByScan() : decoded;
    }

    /**
     * Valid Base64 has no quote and no backslash, so a quote behind it is the string's end. Returns null for a wrong
     * size.
     */
    private byte @Nullable [] decodeBySize(int size) {
        int start = window.at + 1;
        long end = start + (size + 2L) / 3 * 4;
        trustsSize = window.bringIn(end + FOLLOWING) && window.bytes[(int) end] == '"';
        if (!trustsSize) {
            return null;
        }
        try {
            byte[] decoded = decode(start, (int) end);
            window.at = (int) end + 1;
            return decoded;
        } catch (IllegalArgumentException e) {
            trustsSize = false;
            return null;
        }
    }

    private byte[] decodeByScan() {
        JsonStrings strings = json.strings;
        strings.skip();
        try {
            return strings.isEscaped()
                    ? Base64.getDecoder().decode(strings.text())
                    : decode(strings.textStart(), strings.textStart() + strings.textLength());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(
                    "data must be the body in Base64 (came another text, of " + strings.textLength() + " bytes)");
        }
    }

    private byte[] decode(int start, int end) {
        if (view.array() != window.bytes) {
            view = ByteBuffer.wrap(window.bytes);
        }
        return Base64.getDecoder().decode(view.limit(end).position(start)).array();
    }
}
