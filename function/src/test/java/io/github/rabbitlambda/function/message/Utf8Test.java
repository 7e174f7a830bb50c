package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

class Utf8Test {
    private static final int[] FOLLOWING = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};

    /** Java's own strict decoder is the oracle: a character is one that it decodes to exactly one code point. */
    @Test
    void agreesWithJavasDecoderOnEveryLeadingByteAndEachBoundaryBehindIt() {
        for (int first = 0x80; first <= 0xff; first++) {
            for (int second : FOLLOWING) {
                for (int third : FOLLOWING) {
                    for (int fourth : FOLLOWING) {
                        byte[] bytes = {(byte) first, (byte) second, (byte) third, (byte) fourth};
                        assertThat(Utf8.length(bytes, 0)).as(Arrays.toString(bytes)).isEqualTo(expected(bytes));
                    }
                }
            }
        }
    }

    @Test
    void isNoCharacterWhereTheBytesEndTooEarly() {
        byte[] text = "\u00e9\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.length(Arrays.copyOf(text, 1), 0)).isZero();
        assertThat(Utf8.length(Arrays.copyOf(text, 2), 0)).isEqualTo(2);
        assertThat(Utf8.length(Arrays.copyOf(text, 4), 2)).isZero();
        assertThat(Utf8.length(Arrays.copyOf(text, 5), 2)).isEqualTo(3);
        assertThat(Utf8.length(Arrays.copyOf(text, 8), 5)).isZero();
        assertThat(Utf8.length(Arrays.copyOf(text, 9), 5)).isEqualTo(4);
    }

    @Test
    void aLoneHalfOfASurrogatePairIsNotEncodable() {
        assertThat(Utf8.isEncodable("a\ud7ff\ue000\ud83d\ude00")).isTrue();
        assertThat(Utf8.isEncodable("\ud800")).isFalse();
        assertThat(Utf8.isEncodable("\udfff")).isFalse();
    }

    private static int expected(byte[] bytes) {
        for (int length = 2; length <= Utf8.LONGEST; length++) {
            if (isOneCharacter(bytes, length)) {
                return length;
            }
        }
        return 0;
    }

    private static boolean isOneCharacter(byte[] bytes, int length) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            return text.codePointCount(0, text.length()) == 1;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
