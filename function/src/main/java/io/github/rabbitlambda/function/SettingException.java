package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * A setting of the listener is wrong. It is thrown when the listener is made; the message says what is allowed.
 */
public final class SettingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    SettingException(String message) {
        super(message);
    }
}
