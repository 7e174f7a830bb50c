package io.github.rabbitlambda.function.message;

import java.nio.ByteBuffer;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Turns a string of the event into the bytes that it stands for, straight from the event's own bytes.
 */
final class Base64Decoder {
    /** The quote, the record's end and a comma: every record has them behind its data, if that comes last. */
    private static final int BEHIND = 3;

    private final JsonCursor json;
    private ByteBuffer window = ByteBuffer.allocate(0);
    /** Off after one wrong guess: each costs memory or reading that is in vain. */
    private boolean guessing = true;

    Base64Decoder(JsonCursor json) {
        this.json = json;
    }

    /**
     * @param size
     *            the expected length, which tells where the string ends without looking at each of its bytes; any other
     *            number when unknown
     */
    byte[] decode(long size) {
        json.require('"', "data must be the body in Base64");
        byte[] decoded = guessing && size >= 0 && size <= Integer.MAX_VALUE ? guessed((int) size) : null;
        return decoded == null ? scanned() : decoded;
    }

    /** What decodes holds no quote and no backslash, so a quote behind it is the string's end. */
    private byte @Nullable [] guessed(int size) {
        int start = json.at + 1;
        long end = start + (size + 2L) / 3 * 4;
        guessing = json.foresee(end + BEHIND) && json.bytes[(int) end] == '"';
        if (!guessing) {
            return null;
        }
        try {
            byte[] decoded = range(start, (int) end);
            json.at = (int) end + 1;
            return decoded;
        } catch (IllegalArgumentException e) {
            guessing = false;
            return null;
        }
    }

    private byte[] scanned() {
        json.scanString();
        try {
            return json.escaped()
                    ? Base64.getDecoder().decode(json.text())
                    : range(json.textStart(), json.textStart() + json.textLength());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(
                    "data must be the body in Base64 (came another text, of " + json.textLength() + " bytes)");
        }
    }

    private byte[] range(int start, int end) {
        if (window.array() != json.bytes) {
            window = ByteBuffer.wrap(json.bytes);
        }
        return Base64.getDecoder().decode(window.limit(end).position(start)).array();
    }
}
