package io.github.rabbitlambda.infra.options;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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

    public static final String DEFAULT_JAR = "function/target/function.jar";
    static final String DEFAULT_HANDLER = "io.github.rabbitlambda.function.SampleListener";
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private static final Range MEMORY = new Range(128, 10_240, "these are the sizes in MB that Lambda offers");
    // https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
    private static final Range TIMEOUT = new Range(1, 840,
            "the time-out is in seconds and Lambda limits functions with an Amazon MQ mapping to 14 minutes");
    private static final Range CONCURRENCY = new Range(1, 10_000,
            "it counts the messages of one batch in work at a time, and a batch holds 10000 at most");

    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    private static final Set<String> RESERVED = Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
            "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API",
            "AWS_LAMBDA_INITIALIZATION_TYPE", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR");

    public ListenerOptions {
        environment = new TreeMap<>(environment);
    }

    static ListenerOptions from(Context context) {
        Jar jar = new Jar("functionJar", context.text("functionJar", DEFAULT_JAR));
        String handler = context.text("handler", DEFAULT_HANDLER);
        jar.requireClass("handler", handler.replaceFirst("::.*", ""));
        return new ListenerOptions(jar, handler, context.number("memorySize", MEMORY).orElse(1024),
                context.number("timeout", TIMEOUT).orElse(300), environment(context),
                context.number("listenerConcurrency", CONCURRENCY));
    }

    private static Map<String, String> environment(Context context) {
        Map<String, String> environment = context.object("environment");
        environment.keySet().forEach(ListenerOptions::checkName);
        return environment;
    }

    private static void checkName(String name) {
        if (!name.matches("[a-zA-Z][a-zA-Z0-9_]+") || RESERVED.contains(name)) {
            throw Refusal.of("environment",
                    "an object whose names are two or more letters, digits or _, a letter first", name,
                    "Lambda refuses other names and those it reserves");
        }
    }

    /** Whether the jar holds this project's listener, which drops the probe of {@code verify=probe}. */
    boolean usesRabbitMqListener() {
        return jar.containsClass("io.github.rabbitlambda.function.RabbitMqListener");
    }
}
