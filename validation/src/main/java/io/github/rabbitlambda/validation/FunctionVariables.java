package io.github.rabbitlambda.validation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables of a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda: environment variables</a>
 */
public final class FunctionVariables {
    /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    public static final int MOST_BYTES = 4096;
    private static final Set<String> RESERVED = Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
            "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API",
            "AWS_LAMBDA_INITIALIZATION_TYPE", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "_HANDLER",
            "_X_AMZN_TRACE_ID");

    private FunctionVariables() {}

    /** Why Lambda would refuse a variable of this name. */
    public static Optional<String> nameProblem(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("environment must not set %s: Lambda reserves it".formatted(name));
        }
        return name.matches("[a-zA-Z][a-zA-Z0-9_]+")
                ? Optional.empty()
                : Optional.of(
                        "environment must have names of two or more letters, digits or _, a letter first (given %s): Lambda refuses others"
                                .formatted(name));
    }

    /** Why Lambda would refuse variables of this size. */
    public static Optional<String> sizeProblem(Map<String, String> variables) {
        int bytes = variables.entrySet().stream()
                .mapToInt(variable -> (variable.getKey() + variable.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional
                        .of("environment must have at most %d bytes in all, names and values (given %d): Lambda's limit"
                                .formatted(MOST_BYTES, bytes));
    }
}
