package io.github.rabbitlambda.operations;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Calls AWS and turns a refusal into a sentence that names the action and the missing permission. */
public final class AwsCall {
    private static final Set<String> REFUSALS = Set.of("AccessDenied", "AccessDeniedException",
            "UnauthorizedOperation");

    private AwsCall() {}

    public static <T> T of(String action, String resource, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException failure) {
            throw isRefusal(failure)
                    ? new LacksPermissionException(action, resource, failure.awsErrorDetails().errorMessage(), failure)
                    : failed(action, resource, failure);
        } catch (SdkClientException | UncheckedIOException failure) {
            throw new OperationFailedException(
                    "%s on %s did not reach AWS: %s. Check the way from this function to the service"
                            .formatted(action, resource, failure.getMessage()),
                    failure);
        }
    }

    private static boolean isRefusal(AwsServiceException failure) {
        return failure.awsErrorDetails() != null && REFUSALS.contains(failure.awsErrorDetails().errorCode());
    }

    private static OperationFailedException failed(String action, String resource, AwsServiceException failure) {
        return new OperationFailedException("%s on %s failed: %s".formatted(action, resource, failure.getMessage()),
                failure);
    }
}
