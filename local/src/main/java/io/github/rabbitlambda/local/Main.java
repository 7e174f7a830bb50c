package io.github.rabbitlambda.local;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.LocalEventSource.FunctionDoesNotStart;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.EmbeddedBroker;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.CannotConsume;
import io.github.rabbitlambda.local.queue.UnreadableMessage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line of the local event source mapping. */
@Command(name = "local", mixinStandardHelpOptions = true, versionProvider = JarVersion.class, sortOptions = false, usageHelpAutoWidth = true, header = "Amazon MQ for RabbitMQ to Lambda, on this machine.", description = {
        "",
        "Consumes a RabbitMQ queue as Lambda's event source mapping does and invokes a packaged function with the batches. Without options: a demonstration with a broker of its own and sample messages.",
        ""}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {"0:it did what it was asked",
                "1:--once: the batch failed", "2:it could not start: options, broker, queue or function",
                "3:a message that can't be read blocks the queue",
                "4:an unexpected error; unsettled messages go back to the queue",
                "130, 143:interrupted; the current batch was settled first"})
public final class Main implements Callable<Integer> {
    private static final Duration DRAIN_GRACE = Duration.ofSeconds(15);

    @Mixin
    private final Options options = new Options();

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean isStopping;
    private volatile @Nullable LocalEventSource mapping;
    private volatile Duration drainLimit = DRAIN_GRACE;
    private Report report = new Report(System.out, 0);

    private Main() {}

    /** Runs the command and ends the virtual machine with its exit status. */
    public static void main(String[] arguments) {
        silenceLibraries();
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        Main main = new Main();
        Thread hook = new Thread(main::drain, "drain");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new CommandLine(main)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setExecutionExceptionHandler((e, command, parsed) -> explain(e))
                    .setParameterExceptionHandler((e, given) -> explain(e))
                    .execute(arguments);
        } catch (Error e) {
            return explain(e);
        } finally {
            main.ended.countDown();
        }
    }

    /**
     * Runs when the virtual machine ends: waits until the current batch is settled and everything is closed in order.
     */
    private void drain() {
        isStopping = true;
        LocalEventSource running = mapping;
        if (running != null) {
            if (ended.getCount() > 0) {
                report.say("stopping", "after the current batch, if there is one");
            }
            running.stop();
        }
        try {
            ended.await(drainLimit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void silenceLibraries() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private static int explain(Throwable e) {
        System.err.println("local: " + BrokerUri.masked(sentence(e))
                + (e instanceof CommandLine.ParameterException ? " (see --help)" : ""));
        return switch (e) {
            case IllegalArgumentException usage -> 2;
            case CommandLine.ParameterException usage -> 2;
            case CannotConsume broker -> 2;
            case FunctionDoesNotStart function -> 2;
            case IllegalStateException broker -> 2;
            case UnreadableMessage message -> 3;
            default -> 4;
        };
    }

    private static String sentence(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return e instanceof IllegalArgumentException ? OptionNames.replaceFieldName(message) : message;
    }

    @Override
    public Integer call() throws Exception {
        report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8), options.functionOutput);
        options.check();
        FunctionSettings function = options.function(sampleFunction(), System.getenv());
        return switch (options.broker) {
            case Options.EMBEDDED -> onEmbeddedBroker(function);
            case Options.RABBITMQ -> onPrivateNode(function);
            default -> run(options.settings(options.brokerUri(System.getenv()), messages()), function);
        };
    }

    private int onEmbeddedBroker(FunctionSettings function) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            report.say("broker", "embedded, " + broker.uri().address() + " (guest/guest)");
            report.say("", EmbeddedBroker.CAUTION);
            return onOwnBroker(OwnBroker.of(broker), function);
        }
    }

    private int onPrivateNode(FunctionSettings function) throws Exception {
        try (RabbitMqNode node = RabbitMqNode.start()) {
            report.say("broker",
                    "a private RabbitMQ %s, %s (guest/guest)".formatted(node.version(), node.uri().address()));
            report.say("",
                    "the queue is a quorum queue with a delivery limit and a dead-letter queue, as the stacks declare theirs");
            return onOwnBroker(OwnBroker.of(node), function);
        }
    }

    private int onOwnBroker(OwnBroker broker, FunctionSettings function) throws Exception {
        broker.declare(options.queueName());
        long messages = messages();
        if (options.isDemo()) {
            int samples = broker.publishSamples(options.queueName());
            report.say("", samples + " sample messages are published");
            messages = Math.min(messages, samples);
        }
        return run(options.settings(broker.uri(), messages), function);
    }

    private long messages() {
        return options.maxMessages == null ? Long.MAX_VALUE : options.maxMessages;
    }

    private int run(MappingSettings settings, FunctionSettings functionSettings) throws InterruptedException {
        settings.filters().warnings().forEach(warning -> report.say("WARNING", warning));
        if (functionSettings.client() == FunctionSettings.RuntimeClient.PLAIN && functionSettings.command() == null) {
            report.say("function",
                    "driven by a runtime client in pure Java: Lambda's own has native parts for Linux only");
        }
        try (LambdaFunction function = new LambdaFunction(functionSettings, report::functionPrinted);
                ScheduledExecutorService ticker = Executors.newScheduledThreadPool(1,
                        Thread.ofPlatform().daemon().factory())) {
            ticker.scheduleAtFixedRate(report::heartbeat, 1, 1, TimeUnit.SECONDS);
            report.say("function",
                    functionSettings.command() != null
                            ? functionSettings.command()
                            : functionSettings.handler() + " in " + functionSettings.archive());
            drainLimit = functionSettings.timeout().plus(DRAIN_GRACE);
            mapping = new LocalEventSource(settings, function, report);
            if (isStopping) {
                mapping.stop();
            }
            mapping.run();
            ticker.shutdownNow();
            report.summary();
            return settings.once() && report.endedInFailure() ? 1 : 0;
        }
    }

    /** The jar of this project's sample, which the build writes to the module next to this one. */
    private static Path sampleFunction() {
        Path here = Path.of(URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        Path modules = here.getParent().getParent().getParent();
        return modules.resolve("examples").resolve("target").resolve("examples.jar");
    }
}
