package io.github.rabbitlambda.function.message;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The value of a header. AMQP has more types than the event's JSON distinguishes: all whole numbers are alike, floats
 * are decimals, and a byte array is an array of whole numbers. Immutable.
 */
public sealed interface HeaderValue {

    /** A void header. */
    enum Nothing implements HeaderValue {
        NOTHING
    }

    /** A long string: AMQP's text, which may hold any bytes. */
    final class LongString implements HeaderValue {
        private final byte[] content;

        LongString(byte[] content) {
            this.content = content;
        }

        public static LongString of(String text) {
            return new LongString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Returns a copy. */
        public byte[] bytes() {
            return content.clone();
        }

        /** Decodes the bytes as UTF-8. Invalid bytes become U+FFFD. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LongString string && Arrays.equals(content, string.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "long string of " + content.length + " bytes";
        }
    }

    /** Any of AMQP's whole numbers. */
    record WholeNumber(long value) implements HeaderValue {}

    /** A float, double or decimal, or a whole number that a long can't hold. */
    record Decimal(BigDecimal value) implements HeaderValue {}

    record Flag(boolean value) implements HeaderValue {}

    /** In whole seconds. */
    record Timestamp(Instant value) implements HeaderValue {}

    record Table(Headers fields) implements HeaderValue {}

    record Array(List<HeaderValue> items) implements HeaderValue {
        public Array {
            items = List.copyOf(items);
        }

        /** Empty unless all items are signed or unsigned bytes, as those of an AMQP byte array are. */
        public Optional<byte[]> bytes() {
            return Optional.ofNullable(LongStringForm.bytesOf(items));
        }
    }
}
