package io.github.rabbitlambda.constructs.options;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The function that processes the messages, the user's or the sample.
 *
 * @param jar
 *            what Lambda runs
 * @param handler
 *            class, or class and method as {@code Class::method}
 * @param memorySize
 *            MB
 * @param timeout
 *            seconds, 840 at most
 * @param environment
 *            variables of the user; they replace variables of the stack that have the same name
 * @param concurrency
 *            how many messages of a batch are processed at a time; if empty, the listener decides
 */
public record ListenerOptions(Jar jar, String handler, int memorySize, int timeout, Map<String, String> environment,
        Optional<Integer> concurrency) {

    private static final String CONCURRENCY_VARIABLE = "LISTENER_CONCURRENCY";
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    public static final Range MEMORY = new Range(128, 10_240, "these are the sizes in MB that Lambda offers");
    // https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
    public static final Range TIMEOUT = new Range(1, 840,
            "the time-out is in seconds and Lambda limits functions with an Amazon MQ mapping to 14 minutes");
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    public static final Range CONCURRENCY = new Range(1, 900,
            "it counts the messages of one batch in work at a time, each has a thread, and Lambda allows 1024 of them");

    // of Lambda's 4096; the stack's own variables have 500 at most
    private static final int ENVIRONMENT_BYTES = 3500;
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    private static final Set<String> RESERVED = Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
            "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API",
            "AWS_LAMBDA_INITIALIZATION_TYPE", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR");

    public ListenerOptions {
        jar.requireClass("handler", handler.replaceFirst("::.*", ""));
        MEMORY.check("memorySize", memorySize);
        TIMEOUT.check("timeout", timeout);
        environment = new TreeMap<>(environment);
        environment.keySet().forEach(ListenerOptions::checkName);
        checkSize(environment);
        if (concurrency.isPresent()) {
            checkConcurrency(CONCURRENCY.check("listenerConcurrency", concurrency.get()), jar, environment);
        }
    }

    private static void checkConcurrency(int given, Jar jar, Map<String, String> environment) {
        requireRabbitMqListener(jar, "listenerConcurrency", "left out", given);
        if (environment.containsKey(CONCURRENCY_VARIABLE)) {
            throw Refusal.of("listenerConcurrency", "left out", given,
                    "environment sets " + CONCURRENCY_VARIABLE + ", which replaces it");
        }
    }

    /** Refuses an option that only this project's listener obeys. */
    public void requireRabbitMqListener(String option, String expected, Object given) {
        requireRabbitMqListener(jar, option, expected, given);
    }

    private static void requireRabbitMqListener(Jar jar, String option, String expected, Object given) {
        if (!usesRabbitMqListener(jar)) {
            throw Refusal.of(option, expected, given,
                    "only this project's listener obeys it, and " + jar.path() + " does not hold that");
        }
    }

    private static void checkSize(Map<String, String> environment) {
        int bytes = environment.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
        if (bytes > ENVIRONMENT_BYTES) {
            throw Refusal.of("environment", "at most " + ENVIRONMENT_BYTES + " bytes of names and values", bytes,
                    "Lambda's limit is 4 KB, and the stack has variables of its own");
        }
    }

    private static void checkName(String name) {
        if (!name.matches("[a-zA-Z][a-zA-Z0-9_]+") || RESERVED.contains(name)) {
            throw Refusal.of("environment",
                    "an object whose names are two or more letters, digits or _, a letter first", name,
                    "Lambda refuses other names and those it reserves");
        }
    }

    /** Whether the jar holds this project's listener, which drops the probe of {@code verify=probe}. */
    public boolean usesRabbitMqListener() {
        return usesRabbitMqListener(jar);
    }

    private static boolean usesRabbitMqListener(Jar jar) {
        return jar.containsClass("io.github.rabbitlambda.function.RabbitMqListener");
    }
}
