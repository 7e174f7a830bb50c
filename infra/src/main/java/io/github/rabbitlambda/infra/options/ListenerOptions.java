package io.github.rabbitlambda.infra.options;

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

    private static final String SAMPLE_HANDLER = "io.github.rabbitlambda.examples.SampleListener";
    private static final String CONCURRENCY_VARIABLE = "LISTENER_CONCURRENCY";
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private static final Range MEMORY = new Range(128, 10_240, "these are the sizes in MB that Lambda offers");
    // https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
    private static final Range TIMEOUT = new Range(1, 840,
            "the time-out is in seconds and Lambda limits functions with an Amazon MQ mapping to 14 minutes");
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private static final Range CONCURRENCY = new Range(1, 900,
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
        environment = new TreeMap<>(environment);
    }

    static ListenerOptions from(Context context, Jar sample) {
        Jar jar = context.text("functionJar").map(path -> new Jar("functionJar", path)).orElse(sample);
        String handler = handler(context, jar);
        jar.requireClass("handler", handler.replaceFirst("::.*", ""));
        ListenerOptions options = new ListenerOptions(jar, handler, context.number("memorySize", MEMORY).orElse(1024),
                context.number("timeout", TIMEOUT).orElse(300), environment(context),
                context.number("listenerConcurrency", CONCURRENCY));
        options.concurrency.ifPresent(options::checkConcurrency);
        return options;
    }

    /** The sample runs only for a user who names neither jar nor handler: it acknowledges every message. */
    private static String handler(Context context, Jar jar) {
        Optional<String> handler = context.text("handler");
        boolean isUsersJar = context.text("functionJar").isPresent();
        if (isUsersJar && handler.isEmpty()) {
            throw Refusal.of("handler", "a class in " + jar.path(), "none",
                    "functionJar is given, and nothing else says which of its classes Lambda calls");
        }
        if (!isUsersJar && handler.isPresent()) {
            throw Refusal.of("handler", "given together with functionJar", handler.get() + " alone",
                    "without a jar of yours the stack runs the sample");
        }
        return handler.orElse(SAMPLE_HANDLER);
    }

    private void checkConcurrency(int given) {
        requireRabbitMqListener("listenerConcurrency", "left out", given);
        if (environment.containsKey(CONCURRENCY_VARIABLE)) {
            throw Refusal.of("listenerConcurrency", "left out", given,
                    "environment sets " + CONCURRENCY_VARIABLE + ", which replaces it");
        }
    }

    /** Refuses an option that only this project's listener obeys. */
    void requireRabbitMqListener(String option, String expected, Object given) {
        if (!usesRabbitMqListener()) {
            throw Refusal.of(option, expected, given,
                    "only this project's listener obeys it, and " + jar.path() + " does not hold that");
        }
    }

    private static Map<String, String> environment(Context context) {
        Map<String, String> environment = context.object("environment");
        environment.keySet().forEach(ListenerOptions::checkName);
        checkSize(environment);
        return environment;
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
    boolean usesRabbitMqListener() {
        return jar.containsClass("io.github.rabbitlambda.function.RabbitMqListener");
    }
}
