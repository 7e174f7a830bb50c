package io.github.rabbitlambda.operations;

import org.jspecify.annotations.Nullable;

/**
 */
final class LacksPermissionException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    LacksPermissionException(String action, String resource, String told, @Nullable Throwable cause) {
        super("This function's role must allow %s on %s, and AWS refused it: %s".formatted(action, resource, told),
                cause);
    }
}
