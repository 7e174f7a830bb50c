package io.github.rabbitlambda.function;

import java.io.Serial;
import java.time.Duration;

/**
 * The cause of failure of a message whose handler did not end when it was interrupted.
 */
final class HandlerHangsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    HandlerHangsException(Duration limit) {
        super("the handler ran for more than " + limit.toMillis()
                + " ms, did not end when it was interrupted and may still"
                + " be running", null, false, false);
    }
}
