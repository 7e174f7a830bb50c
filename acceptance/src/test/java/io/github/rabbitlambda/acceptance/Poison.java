package io.github.rabbitlambda.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The kinds of messages in the drills: one in a thousand is poison, of each kind in turn. */
enum Poison {
    /** The handler processes it. */
    NONE,
    /** The handler always throws. */
    ALWAYS,
    /** Its record can't be decoded: {@link DrillFunction} breaks it, because no broker delivers such a record. */
    BROKEN,
    /** The handler always throws, and its two megabytes are too large for SQS. */
    LARGE,
    /** The handler throws twice, then processes it. */
    TWICE;

    static final String HEADER = "poison";
    static final byte[] BROKEN_BODY = "a record that is going to be broken".getBytes(StandardCharsets.US_ASCII);
    private static final int ONE_IN = 1000;
    private static final int LARGE_BODY = 2_000_000;

    static Poison of(int id) {
        return id % ONE_IN == ONE_IN / 2 ? values()[1 + id / ONE_IN % 4] : NONE;
    }

    /** Whether the handler processes it in the end. */
    boolean isGood() {
        return this == NONE || this == TWICE;
    }

    static List<Integer> among(int messages, boolean good) {
        return IntStream.range(0, messages).boxed().filter(id -> of(id).isGood() == good).toList();
    }

    byte[] body(int id) {
        return switch (this) {
            case LARGE -> large();
            case BROKEN -> BROKEN_BODY;
            case NONE, ALWAYS, TWICE -> Integer.toString(id).getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] large() {
        byte[] body = new byte[LARGE_BODY];
        Arrays.fill(body, (byte) 'x');
        return body;
    }
}
