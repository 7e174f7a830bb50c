package io.github.rabbitlambda.operations;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * Bytes for a person: text where they are text in UTF-8, otherwise Base64. Only the beginning is read and shown.
 *
 * @param text
 *            text without control characters other than tabs and line ends, or Base64
 * @param isText
 *            false for Base64
 * @param isShortened
 *            whether there is more than the text shows
 */
record ReadableBytes(String text, boolean isText, boolean isShortened) {

    /** @param most characters of the text, or bytes that become Base64 */
    static ReadableBytes of(byte[] bytes, int most) {
        CharBuffer characters = CharBuffer.allocate(most + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), characters, true);
        String text = characters.flip().toString();
        return result.isError() || text.chars().anyMatch(ReadableBytes::isControl)
                ? base64(bytes, most)
                : text(text, most, result.isOverflow());
    }

    /** A text as it is, Base64 as an object that says so. */
    Object value() {
        String shown = isShortened ? text + "…" : text;
        return isText ? shown : Map.of("base64", shown);
    }

    private static ReadableBytes text(String text, int most, boolean hasMore) {
        return new ReadableBytes(beginning(text, most), true, hasMore || text.length() > most);
    }

    private static ReadableBytes base64(byte[] bytes, int most) {
        byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, most));
        return new ReadableBytes(Base64.getEncoder().encodeToString(beginning), false, bytes.length > most);
    }

    /** Never ends within a pair of surrogates. */
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean splitsAPair = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, splitsAPair ? most - 1 : most);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\t' && character != '\n' && character != '\r';
    }
}
