package io.github.rabbitlambda.function.message;

/**
 * Reads the text of an expiration as RabbitMQ does: digits, with optional leading zeros and plus sign.
 */
final class Expiration {
    static final long NONE = -1;

    private Expiration() {}

    /** Returns the milliseconds, or {@link #NONE} when the text is no number from 0 to {@link Long#MAX_VALUE}. */
    static long millis(String text) {
        int start = text.startsWith("+") ? 1 : 0;
        long millis = start < text.length() ? 0 : NONE;
        for (int i = start; i < text.length() && millis >= 0; i++) {
            int digit = text.charAt(i) - '0';
            millis = digit < 0 || digit > 9 || millis > (Long.MAX_VALUE - digit) / 10 ? NONE : millis * 10 + digit;
        }
        return millis;
    }
}
