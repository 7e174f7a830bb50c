package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * The idempotency table fails. That is no failure of the message.
 */
final class LedgerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
