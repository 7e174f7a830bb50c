package io.github.rabbitlambda.function.message;

import java.io.Serial;

/**
 * The event as a whole can't be read: it isn't JSON, or has no {@code rmqMessagesByQueue} object.
 */
public final class InvalidEventException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    InvalidEventException(String message) {
        super(message);
    }
}
