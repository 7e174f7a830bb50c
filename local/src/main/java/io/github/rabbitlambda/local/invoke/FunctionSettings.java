package io.github.rabbitlambda.local.invoke;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.validation.FunctionVariables;

/**
 * The function to invoke, and its limits.
 *
 * @param archive
 *            the jar or zip for Lambda; null if {@code command} is given
 * @param handler
 *            the class, with an optional {@code ::method}; empty if {@code command} needs none
 * @param command
 *            what to start instead of the Java runtime interface client; null: that client
 * @param timeout
 *            the limit of one invocation, 1 to 840 s; Lambda allows 14 minutes with an Amazon MQ mapping
 *            (https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html)
 * @param memoryMegabytes
 *            128 to 10240
 *            (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)
 * @param environment
 *            the function's own variables
 * @param client
 *            which runtime client runs the archive
 */
public record FunctionSettings(@Nullable Path archive, String handler, @Nullable String command, Duration timeout,
        int memoryMegabytes, Map<String, String> environment, RuntimeClient client) {
    static final String NAME = "local";
    static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:" + NAME;

    /** The client of the Runtime API in the function's process. */
    public enum RuntimeClient {
        /** The client of Lambda's Java runtimes; its native part exists for Linux only. */
        NATIVE,
        /** {@link PlainRuntimeClient}, which has no native part. */
        PLAIN;

        /** {@link #NATIVE} on Linux, otherwise {@link #PLAIN}. */
        public static RuntimeClient ofThisMachine() {
            return System.getProperty("os.name").equals("Linux") ? NATIVE : PLAIN;
        }
    }

    public FunctionSettings {
        if (archive == null && command == null) {
            throw new IllegalArgumentException("archive or command must name what to run");
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofMinutes(14)) > 0) {
            throw new IllegalArgumentException(
                    "timeout must be between 1 and 840 seconds (given %s): 14 minutes is Lambda's limit with an Amazon MQ mapping"
                            .formatted(Seconds.format(timeout)));
        }
        if (memoryMegabytes < 128 || memoryMegabytes > 10240) {
            throw new IllegalArgumentException(
                    "memoryMegabytes must be between 128 and 10240 MB (given %d)".formatted(memoryMegabytes));
        }
        FunctionVariables.sizeProblem(environment).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
