package io.github.rabbitlambda.operations;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
            throw new AwsCallFailedException(sentence(action, resource, failure), failure);
        } catch (SdkClientException | UncheckedIOException failure) {
            throw new AwsCallFailedException(
                    "%s on %s did not reach AWS: %s. Check the way from this function to the service"
                            .formatted(action, resource, failure.getMessage()),
                    failure);
        }
    }

    private static String sentence(String action, String resource, AwsServiceException failure) {
        return isRefused(failure)
                ? "This function's role must allow %s on %s, and AWS refused it: %s".formatted(action, resource,
                        Optional.ofNullable(failure.awsErrorDetails().errorMessage()).orElse("without a reason"))
                : "%s on %s failed: %s".formatted(action, resource, failure.getMessage());
    }

    static boolean isRefused(AwsServiceException failure) {
        return errorCode(failure).filter(REFUSALS::contains).isPresent();
    }

    /** Empty for an answer that does not come from the service, a proxy's for instance. */
    public static Optional<String> errorCode(AwsServiceException failure) {
        return Optional.ofNullable(failure.awsErrorDetails()).map(AwsErrorDetails::errorCode);
    }
}
