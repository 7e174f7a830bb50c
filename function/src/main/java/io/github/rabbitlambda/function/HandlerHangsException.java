package io.github.rabbitlambda.function;

import java.io.Serial;
import java.time.Duration;

/**
 * Stands for what a handler would have thrown that did not end when it was interrupted.
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
