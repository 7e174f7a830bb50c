package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * What a handler throws to say "not now": something that every message needs does not work at present, so that failing
 * this message, or trying it again at once, would be wrong.
 *
 * <p>
 * No further message of the batch is started, those running finish, the invocation is held for a while and then fails:
 * the broker keeps the batch.
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
