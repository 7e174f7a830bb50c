package io.github.rabbitlambda.function.message;

/**
 * Checks strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
 */
final class Utf8 {
    /** The longest character, in bytes. */
    static final int LONGEST = 4;

    private Utf8() {}

    /** Returns the length of the multi-byte character that starts here, or 0 if there is none. */
    static int length(byte[] bytes, int index) {
        int first = bytes[index] & 0xff;
        int length = first >= 0xc2 && first < 0xe0
                ? 2
                : first >= 0xe0 && first < 0xf0
                        ? 3
                        : first >= 0xf0 && first < 0xf5 ? 4 : 0;
        if (length == 0 || index + length > bytes.length || !secondFits(first, bytes[index + 1] & 0xff)) {
            return 0;
        }
        for (int i = index + 2; i < index + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Returns false for a text with half of a surrogate pair. */
    static boolean isEncodable(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static boolean secondFits(int first, int second) {
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        return second >= least && second <= most;
    }
}
