package io.github.rabbitlambda.operations;

import org.jspecify.annotations.Nullable;

/**
 * An operation that could not be done, in a sentence that says what was expected, what came and what to do. It carries no
 * stack trace, since the message is shown to the user as it is.
 */
public sealed class OperationFailedException extends RuntimeException permits LacksPermissionException {
    private static final long serialVersionUID = 1L;

    public OperationFailedException(String sentence) {
        this(sentence, null);
    }

    public OperationFailedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause, false, false);
    }
}
