package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * Stands for what a handler would have thrown that did not end when it was interrupted.
 */
final class HandlerHangsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    HandlerHangsException() {
        super("the handler ran for more than half of the invocation's time, did not end when it was interrupted and may"
                + " still be running", null, false, false);
    }
}
