package io.github.rabbitlambda.function.message;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Ends the decoding of one record. It never leaves the decoder and has no stack trace, so that many bad records cost
 * little.
 */
final class UnreadableRecordException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final @Nullable String came;

    UnreadableRecordException(String reason) {
        this(reason, null);
    }

    /** The sentence is built on demand: an event may have millions of bad records of one character. */
    UnreadableRecordException(String expected, @Nullable String came) {
        super(expected, null, false, false);
        this.came = came;
    }

    String reason() {
        return came == null ? String.valueOf(getMessage()) : getMessage() + " (came " + came + ")";
    }
}
