package io.github.rabbitlambda.function.message;

import java.io.Serial;

/**
 * A body can't be read in the way asked for. The message tells why without quoting the body.
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
