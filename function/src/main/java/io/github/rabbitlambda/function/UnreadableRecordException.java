package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * Ends the decoding of one record. It never leaves the decoder and carries no stack, so that many bad records stay cheap.
 */
final class UnreadableRecordException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UnreadableRecordException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
