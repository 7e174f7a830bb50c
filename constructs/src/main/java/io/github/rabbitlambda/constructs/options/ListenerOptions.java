package io.github.rabbitlambda.constructs.options;

import io.github.rabbitlambda.function.Settings;
import io.github.rabbitlambda.validation.FunctionVariables;
import io.github.rabbitlambda.validation.NearName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** The version of Java that the function runs on. */
    public static final int JAVA = 25;
    // of Lambda's 4096; the stack's own variables have 500 at most
    private static final int ENVIRONMENT_BYTES = 3500;
    private static final String SETTING = "LISTENER_";

    public ListenerOptions {
        Map<String, String> variables = new TreeMap<>(environment);
        environment = variables;
        Mistakes mistakes = new Mistakes();
        mistakes.in(() -> Refusal.throwIfAny(jar.problems(handler, JAVA)));
        mistakes.in(() -> MEMORY.check("memorySize", memorySize));
        mistakes.in(() -> TIMEOUT.check("timeout", timeout));
        mistakes.in(() -> Refusal.throwIfAny(environmentProblems(variables, jar)));
        mistakes.in(() -> checkSize(variables));
        concurrency.ifPresent(limit -> mistakes
                .in(() -> checkConcurrency(CONCURRENCY.check("listenerConcurrency", limit), jar, variables)));
        mistakes.throwIfAny();
    }

    private static List<String> environmentProblems(Map<String, String> environment, Jar jar) {
        List<String> problems = new ArrayList<>();
        environment.keySet().forEach(name -> FunctionVariables.nameProblem(name).ifPresent(problems::add));
        if (usesRabbitMqListener(jar)) {
            problems.addAll(settingProblems(environment));
        }
        return problems;
    }

    /** What the listener would refuse at its start, and what it would overlook. */
    private static List<String> settingProblems(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        environment.keySet().stream().filter(name -> name.startsWith(SETTING) && !Settings.names().contains(name))
                .forEach(name -> problems.add(unknownSetting(name)));
        problems.addAll(Settings.problems(environment));
        return problems;
    }

    private static String unknownSetting(String name) {
        return "environment sets %s, and the listener has no such setting: %s".formatted(name,
                NearName.of(name, Settings.names()).map(near -> "did you mean " + near + "?")
                        .orElse("it has " + String.join(", ", new TreeSet<>(Settings.names()))));
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

    /** Refuses a jar with this project's listener and without a client that it needs: it would not start. */
    public void requireClient(Client client) {
        if (usesRabbitMqListener() && !jar.containsClass("software.amazon.awssdk.services." + client.type)) {
            throw Refusal.of("jar", "a jar with software.amazon.awssdk:" + client.type.replaceFirst("\\..*", ""),
                    jar.path(), client.use + " needs that dependency, and the listener does not start without it");
        }
    }

    /** A client of the AWS SDK that the listener needs for one of its uses. */
    public enum Client {
        SQS("sqs.SqsClient", "a failure queue"), S3("s3.S3Client", "the failure queue's bucket"), DYNAMODB(
                "dynamodb.DynamoDbClient", "idempotency");

        private final String type;
        private final String use;

        Client(String type, String use) {
            this.type = type;
            this.use = use;
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
