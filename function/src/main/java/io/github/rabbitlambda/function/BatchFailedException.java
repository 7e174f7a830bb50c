package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * Fails the invocation, so that the whole batch comes back. It has no stack trace: the failures themselves are logged.
 */
public final class BatchFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BatchFailedException(String message) {
        super(message, null, false, false);
    }
}
