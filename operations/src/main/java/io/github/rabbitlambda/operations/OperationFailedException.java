package io.github.rabbitlambda.operations;

import org.jspecify.annotations.Nullable;

/**
 * An operation failed. The message says what was expected, what came and what to do; users see it as it is, so there is
 * no stack trace.
 */
public sealed class OperationFailedException extends RuntimeException
        permits AwsCallFailedException, CannotSucceedException, RefusedLoginException {
    private static final long serialVersionUID = 1L;

    public OperationFailedException(String sentence) {
        this(sentence, null);
    }

    public OperationFailedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause, false, false);
    }
}
