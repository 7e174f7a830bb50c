package io.github.rabbitlambda.function.message;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Ends the decoding of one record. It never leaves the decoder and carries no stack, so that many bad records stay cheap.
 */
final class UnreadableRecordException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final @Nullable String came;

    UnreadableRecordException(String reason) {
        this(reason, null);
    }

    /** The sentence is made when it is asked for: what came may be millions of records of one character. */
    UnreadableRecordException(String expected, @Nullable String came) {
        super(expected, null, false, false);
        this.came = came;
    }

    String reason() {
        return came == null ? String.valueOf(getMessage()) : getMessage() + " (came " + came + ")";
    }
}
