package io.github.rabbitlambda.operations.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Kinds of parked messages that can be put back, some of which once could not. */
enum GoodRecord {
    USUAL, WITHOUT_ID, EMPTY_TEXTS, LONGEST_TEXT, YEAR_1, YEAR_55840, DATES_IN_HEADERS, EVERY_HEADER, DECIMALS, NO_HEADERS, HEADERS_IN_AN_ARRAY, DEEPEST, COPIES, ENDLESS_DEATHS, USER_OF_ANOTHER, LARGE_FRAME, IN_THE_BUCKET;

    static GoodRecord any(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }

    boolean isInTheBucket() {
        return this == IN_THE_BUCKET;
    }

    /** The timestamp that the message has afterwards. */
    Optional<Instant> timestamp() {
        return switch (this) {
            case YEAR_1 -> Optional.of(Instant.parse("0001-01-01T00:00:00Z"));
            case YEAR_55840 -> Optional.of(Instant.parse("+55840-12-31T23:59:59Z"));
            case EMPTY_TEXTS -> Optional.empty();
            default -> Optional.of(Instant.parse("2023-07-02T01:30:34Z"));
        };
    }

    /** The header {@code n} that the message has afterwards. */
    Optional<Object> header() {
        return this == DECIMALS
                ? Optional.of(List.of(new BigDecimal("12.50"), -0.0, new BigDecimal("-2147483640e-255"), 1.5, 1e300))
                : Optional.empty();
    }

    ParkedRecord of(ParkedRecord usual) {
        return switch (this) {
            case USUAL, IN_THE_BUCKET -> usual;
            case WITHOUT_ID -> usual.withProperty("messageId", "null");
            case EMPTY_TEXTS -> usual.withProperty("messageId", "\"\"").withProperty("type", "\" \"")
                    .withProperty("timestamp", "null");
            case LONGEST_TEXT -> usual.withProperty("correlationId", "\"" + "é".repeat(127) + "x\"")
                    .withHeader("n".repeat(255), "1");
            case YEAR_1 -> usual.withProperty("timestamp", "\"Jan 3, 1, 12:00:00\u202fAM\"");
            case YEAR_55840 -> usual.withProperty("timestamp", "\"Dec 31, 55840, 11:59:59 PM\"");
            case DATES_IN_HEADERS -> usual.withHeader("when", "\"Jan 3, 1, 12:00:00 AM\"")
                    .withHeader("then", "[\"Dec 31, 55840, 11:59:59 PM\"]");
            case EVERY_HEADER -> usual.withHeader("values",
                    "[1,-9223372036854775808,1.5,1.7976931348623157E308,-0.0,true,null,{\"bytes\":[0,-1]},{},[],\"by hand\"]");
            case DECIMALS -> usual.withHeader("n", "[12.50,-0.0,-2147483640e-255,1.50000000000000000000,1e300]");
            case NO_HEADERS -> usual.withProperty("headers", "null");
            case HEADERS_IN_AN_ARRAY -> usual.withProperty("headers", "[]");
            case DEEPEST -> usual.withHeader("deep", "[".repeat(32) + "]".repeat(32));
            case COPIES -> usual.withHeader("CC", "[{\"bytes\":[99,111,112,105,101,115]}]")
                    .withHeader("BCC", "{\"bytes\":[99,111,112,105,101,115]}");
            case ENDLESS_DEATHS -> usual.withHeader("x-death", "[".repeat(200) + "]".repeat(200));
            case USER_OF_ANOTHER -> usual.withProperty("userId", "\"somebody\"");
            case LARGE_FRAME -> usual.withHeader("array", "[" + "1,".repeat(26_000) + "1]");
        };
    }
}
