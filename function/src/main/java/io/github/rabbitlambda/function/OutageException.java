package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * A handler throws it when something that every message needs does not work at present, a database for example. Then
 * the message has not failed, and a retry at once would not help.
 *
 * <p>
 * The listener starts no further message of the batch and waits for those that are running. Then it holds the
 * invocation for a while and fails it, so that the batch comes back.
 */
public final class OutageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public OutageException(String message) {
        super(message);
    }

    public OutageException(String message, Throwable cause) {
        super(message, cause);
    }
}
