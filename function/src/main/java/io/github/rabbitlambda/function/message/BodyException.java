package io.github.rabbitlambda.function.message;

import java.io.Serial;

/**
 * A body can't be decoded or decompressed. The message says why and does not quote the body.
 */
public final class BodyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BodyException(String message) {
        super(message);
    }

    BodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
