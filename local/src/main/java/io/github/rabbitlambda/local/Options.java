package io.github.rabbitlambda.local;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line's options. {@link #settings} and {@link #function} check them. Not thread-safe. */
final class Options {
    static final String EMBEDDED = "embedded";
    static final String RABBITMQ = "rabbitmq";
    private static final String SAMPLE_HANDLER = "io.github.rabbitlambda.examples.SampleListener";
    private static final String OUTAGE_HOLD = "LISTENER_OUTAGE_HOLD";
    private static final String DEMO_QUEUE = "demo";
    private static final String PASSWORD_VARIABLE = "BROKER_PASSWORD";

    @Option(names = "--broker", paramLabel = "URI", defaultValue = EMBEDDED, description = {
            "amqp(s)://user:password@host:port/virtual-host (without a path: /), or \"embedded\" for a broker in this process, or \"rabbitmq\" for a private RabbitMQ node: of the rabbitmq-server script that the environment variable RABBITMQ_SERVER names, else one of .ci/rabbitmq.sh, else an installed one.",
            "Default: ${DEFAULT-VALUE}. Amazon MQ: amqps and port 5671 only."})
    String broker = EMBEDDED;

    @Option(names = "--password-env", paramLabel = "NAME", description = "The environment variable to take the password from when the URI has none. Default: "
            + PASSWORD_VARIABLE + ".")
    @Nullable
    String passwordVariable;

    @Option(names = "--ca", paramLabel = "PEM", description = "Certificates to trust for amqps. Default: those that Java trusts; Amazon MQ needs no others.")
    @Nullable
    Path certificateAuthority;

    @Option(names = "--queue", paramLabel = "NAME", description = {
            "The queue to consume. It must exist, except on the embedded and the private broker, which declare it.",
            "Default: demo; without --function, --command and --publish too, a demonstration with sample messages. A mapping has exactly one queue."})
    @Nullable
    String queue;

    @Option(names = "--function", paramLabel = "JAR", description = "The function's jar or zip, as Lambda would get it; goes with --handler. Default: the sample of this project, on the embedded and the private broker only. Lambda's limit: 250 MB unpacked.")
    @Nullable
    Path archive;

    @Option(names = "--handler", paramLabel = "CLASS", description = "The class of --function that handles batches: package.Class or package.Class::method. With --command: the variable _HANDLER.")
    @Nullable
    String handler;

    @Option(names = "--command", paramLabel = "\"…\"", description = "Start this instead of a jar: any Lambda runtime client. It finds our Runtime API in AWS_LAMBDA_RUNTIME_API.")
    @Nullable
    String command;

    @Option(names = "--runtime-client", paramLabel = "native|plain", description = "native: Lambda's own Java runtime interface client (Linux only); plain: a small one in pure Java, for RequestStreamHandlers. Default: native where it runs.")
    @Nullable
    RuntimeClient client;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "100", description = "Messages a batch, 1 to 10000. Default: ${DEFAULT-VALUE}, as Lambda's.")
    int batchSize = 100;

    @Option(names = "--batch-window", paramLabel = "SECONDS", defaultValue = "0.5", description = "How long a batch may wait for more messages, 0 to 300. Default: ${DEFAULT-VALUE}, as Lambda's; Lambda accepts whole seconds only.")
    BigDecimal batchWindow = new BigDecimal("0.5");

    @Option(names = "--prefetch", paramLabel = "N", description = "Messages that the broker hands out ahead, 1 to 65535. Default: the batch size. What Lambda uses is not documented.")
    @Nullable
    Integer prefetch;

    @Option(names = "--filter", paramLabel = "JSON", description = "An event pattern; a message that matches none is acknowledged and lost. Repeatable; Lambda allows 5, or 10 with a raised quota.")
    List<String> filters = new ArrayList<>();

    @Option(names = "--env", paramLabel = "K=V", description = "A variable for the function; K alone takes the value from this environment. Repeatable. Lambda's limit: 4 KB together.")
    List<String> environment = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "60", description = "Of an invocation, 1 to 840. Default: ${DEFAULT-VALUE}; Lambda's is 3, and its limit with Amazon MQ 14 minutes.")
    int timeout = 60;

    @Option(names = "--memory", paramLabel = "MB", defaultValue = "512", description = "The function's memory, 128 to 10240; 85 %% of it is the Java heap; a --command reads it in AWS_LAMBDA_FUNCTION_MEMORY_SIZE. Default: ${DEFAULT-VALUE}; Lambda's is 128.")
    int memory = 512;

    @Option(names = "--on-error", paramLabel = "nack|memory", defaultValue = "nack", description = "How a failed batch is retried: returned to the queue, or kept in memory and retried unchanged. Default: ${DEFAULT-VALUE}. AWS documents neither.")
    MappingSettings.OnError onError = MappingSettings.OnError.NACK;

    @Option(names = "--once", description = "Stop after one batch; exit status 1 if it failed.")
    boolean once;

    @Option(names = "--max-messages", paramLabel = "N", description = "Stop after the batch with which N messages are out of the queue: acknowledged, filtered out or dropped. Default: run until interrupted.")
    @Nullable
    Long maxMessages;

    @Option(names = "--function-output", paramLabel = "LINES", defaultValue = "3", description = "How many lines of the function's output to show a batch. Default: ${DEFAULT-VALUE}.")
    int functionOutput = 3;

    @Option(names = "--event-source-arn", paramLabel = "ARN", defaultValue = MappingSettings.DEFAULT_ARN, description = "The broker's ARN in the events. Default: ${DEFAULT-VALUE}.")
    String eventSourceArn = MappingSettings.DEFAULT_ARN;

    @Mixin
    final FirstTryOptions firstTry = new FirstTryOptions();

    /** Whether to publish sample messages: the user names no queue, function or message. */
    boolean isDemo() {
        return queue == null && archive == null && command == null && !firstTry.isPublishing();
    }

    /** Whether the broker ends with this process. */
    boolean isOwnBroker() {
        return broker.equals(EMBEDDED) || broker.equals(RABBITMQ);
    }

    /** Whether the user tries something of their own on a broker that has nothing to lose. */
    private boolean isFirstTry() {
        return isOwnBroker() && !isDemo();
    }

    /** The function's variables unless --env sets them: the listener holds a failed invocation for a minute otherwise. */
    Map<String, String> defaultVariables() {
        if (isDemo()) {
            return Map.of(OUTAGE_HOLD, "0");
        }
        return isFirstTry() ? Map.of(OUTAGE_HOLD, "1") : Map.of();
    }

    /** Whether to catch what a function with these variables parks. */
    boolean catchesParked(Map<String, String> variables) {
        return firstTry.catchesParked(isFirstTry(), variables);
    }

    String queueName() {
        return queue == null ? DEMO_QUEUE : queue;
    }

    /** The broker's address with its password. */
    BrokerUri brokerUri(Map<String, String> callersEnvironment) {
        if (queue == null) {
            throw new IllegalArgumentException("--queue must name the queue to consume (given: --broker without it)");
        }
        BrokerUri uri = givenUri();
        if (!uri.password().isEmpty()) {
            return uri;
        }
        String variable = passwordVariable == null ? PASSWORD_VARIABLE : passwordVariable;
        String password = callersEnvironment.get(variable);
        if (password == null) {
            throw new IllegalArgumentException(
                    "--broker must have a password, or %s must be set (neither is): amqp://user:password@host:port/virtual-host"
                            .formatted(variable));
        }
        return uri.withPassword(password);
    }

    private BrokerUri givenUri() {
        return OptionNames.naming(() -> BrokerUri.parse(broker));
    }

    /** Refuses options that can't work, and options that would be ignored, before a broker is started. */
    void check() {
        BrokerUri uri = isOwnBroker() ? BrokerUri.parse("amqp://localhost") : givenUri();
        settings(uri, maxMessages == null ? Long.MAX_VALUE : maxMessages);
        if (passwordVariable != null && (isOwnBroker() || !uri.password().isEmpty())) {
            throw new IllegalArgumentException("--password-env goes with a --broker URI without a password (given: %s)"
                    .formatted(isOwnBroker() ? broker : "a URI with a password"));
        }
        if (once && onError == MappingSettings.OnError.MEMORY) {
            throw new IllegalArgumentException(
                    "--on-error memory must not be given with --once (given: both), because one batch is not retried");
        }
        Path jar = archive;
        if (jar != null && handler != null && command == null) {
            OptionNames.naming(() -> LambdaFunction.requireArchive(jar));
        }
        firstTry.check(isOwnBroker());
    }

    MappingSettings settings(BrokerUri uri, long messages) {
        return OptionNames.naming(() -> {
            BatchSettings batch = new BatchSettings(batchSize, window(), BatchSettings.EVENT_BYTES);
            QueueSettings consumed = new QueueSettings(uri, certificateAuthority, queueName(),
                    prefetch == null ? batchSize : prefetch, broker.equals(EMBEDDED));
            return new MappingSettings(consumed, batch, Filters.of(filters), eventSourceArn, onError, messages, once)
                    .withUntilEmpty(firstTry.endsWhenEmpty(once || maxMessages != null));
        });
    }

    private Duration window() {
        if (batchWindow.signum() < 0 || batchWindow.compareTo(BigDecimal.valueOf(300)) > 0) {
            throw new IllegalArgumentException("--batch-window must be between 0 and 300 seconds (given %s)"
                    .formatted(batchWindow.toPlainString()));
        }
        return Duration.ofMillis(batchWindow.movePointRight(3).longValue());
    }

    FunctionSettings function(Path sample, Map<String, String> callersEnvironment) {
        checkFunction();
        Path jar = command != null ? null : archive != null ? archive : sample;
        String called = handler != null ? handler : command != null ? "" : SAMPLE_HANDLER;
        return OptionNames.naming(() -> new FunctionSettings(jar, called, command, Duration.ofSeconds(timeout), memory,
                variables(callersEnvironment), client == null ? RuntimeClient.ofThisMachine() : client));
    }

    /** The sample acknowledges every message: it runs only on a broker of our own, and never in the place of a jar. */
    private void checkFunction() {
        if (command != null && archive != null) {
            throw new IllegalArgumentException("either --function or --command must be given (given: both)");
        }
        if (archive != null && handler == null) {
            throw new IllegalArgumentException(
                    "--handler must name the class of %s that handles batches (given: --function alone), because nothing else says which class it is"
                            .formatted(archive));
        }
        if (handler != null && archive == null && command == null) {
            throw new IllegalArgumentException(
                    "--handler must be given with --function (given: --handler alone), because the class is looked for in your jar");
        }
        if (client != null && command != null) {
            throw new IllegalArgumentException(
                    "--runtime-client must not be given with --command (given: both), because the command is a runtime client itself");
        }
        if (archive == null && command == null && !isOwnBroker()) {
            throw new IllegalArgumentException(
                    "--function or --command must be given with a --broker URI (given: neither), because the sample would acknowledge the messages of that broker");
        }
    }

    /** Refuses a jar of ours without its neighbours: the demonstration's function is one of them. */
    void requireSample(Path sample) {
        if (archive == null && command == null && !Files.isRegularFile(sample)) {
            throw new IllegalArgumentException(
                    "--function and --handler must be given, since the sample function is not at %s, where this project's build puts it"
                            .formatted(sample));
        }
    }

    private Map<String, String> variables(Map<String, String> callersEnvironment) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String text : environment) {
            String[] parts = text.split("=", 2);
            String value = parts.length == 2 ? parts[1] : callersEnvironment.get(text);
            if (parts[0].isEmpty() || value == null) {
                throw new IllegalArgumentException(
                        "--env must be NAME=value, or the name of a variable that is set (given \"%s\")"
                                .formatted(parts[0]));
            }
            variables.put(parts[0], value);
        }
        return variables;
    }
}
