package io.github.rabbitlambda.function;

import java.io.Serial;

/**
 * A setting of the listener can't be used; thrown when the listener is made. The message says what it must be.
 */
public final class SettingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    SettingException(String message) {
        super(message);
    }
}
