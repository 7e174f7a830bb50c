package io.github.rabbitlambda.operations;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** One call of an AWS service failed. The same call may work later: throttling, an outage, a permission on its way. */
public final class AwsCallFailedException extends OperationFailedException {
    private static final long serialVersionUID = 1L;

    AwsCallFailedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Whether AWS refused it for want of a permission, so that it had no effect. */
    public boolean isRefused() {
        return getCause() instanceof AwsServiceException failure && AwsCall.isRefused(failure);
    }
}
