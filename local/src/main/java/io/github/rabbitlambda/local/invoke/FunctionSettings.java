package io.github.rabbitlambda.local.invoke;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The function to invoke.
 *
 * @param archive
 *            the jar or zip that Lambda would get; null with a command of the user's own
 * @param handler
 *            the class, with an optional {@code ::method}
 * @param command
 *            what to start instead of the Java runtime interface client; null for that client
 * @param timeout
 *            of one invocation; with an Amazon MQ mapping Lambda allows at most 14 minutes
 *            (https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html)
 * @param memoryMegabytes
 *            128 to 10240
 *            (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)
 * @param environment
 *            the function's own variables
 * @param client
 *            which runtime client drives the archive
 */
public record FunctionSettings(@Nullable Path archive, String handler, @Nullable String command, Duration timeout,
        int memoryMegabytes, Map<String, String> environment, RuntimeClient client) {
    static final String NAME = "local";
    static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:" + NAME;

    /** Which client speaks to the Runtime API on the function's side. */
    public enum RuntimeClient {
        /** The one that Lambda's own Java runtimes use; its native part exists for Linux only. */
        NATIVE,
        /** A small one of ours without native code. */
        PLAIN;

        /** {@link #NATIVE} where it runs. */
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
        int bytes = environment.entrySet().stream()
                .mapToInt(variable -> (variable.getKey() + variable.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > 4096) {
            throw new IllegalArgumentException(
                    "environment must have at most 4096 bytes in all, names and values (given %d): Lambda's limit"
                            .formatted(bytes));
        }
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
