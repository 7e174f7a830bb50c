package io.github.rabbitlambda.operations;

import org.jspecify.annotations.Nullable;

/** One call of an AWS service failed. The same call may work later: throttling, an outage, a permission on its way. */
public final class AwsCallFailedException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    AwsCallFailedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
