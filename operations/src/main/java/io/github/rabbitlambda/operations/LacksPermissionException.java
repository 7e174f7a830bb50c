package io.github.rabbitlambda.operations;

import org.jspecify.annotations.Nullable;

/** AWS refused a call for want of a permission, which may be granted already and not be known everywhere yet. */
final class LacksPermissionException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    LacksPermissionException(String action, String resource, String told, @Nullable Throwable cause) {
        super("This function's role must allow %s on %s, and AWS refused it: %s".formatted(action, resource, told),
                cause);
    }
}
