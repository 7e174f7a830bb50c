package io.github.rabbitlambda.local;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import io.github.rabbitlambda.local.process.Leftovers;
import io.github.rabbitlambda.local.process.Signals;
import io.github.rabbitlambda.local.publish.Publication;
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
                "1:--once: the batch failed; --until-empty: 5 invocations in a row failed",
                "2:it could not start: options, broker, queue or function",
                "3:a message that can't be read blocks the queue",
                "4:an unexpected error; unsettled messages go back to the queue",
                "5:this Java is too old: Java 21 or newer is needed",
                "130, 143:interrupted; the current batch was settled first, unless a second Ctrl-C came"})
public final class Main implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final Duration DRAIN_GRACE = Duration.ofSeconds(15);

    @Mixin
    private final Options options = new Options();

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean isStopping;
    private volatile @Nullable LocalEventSource mapping;
    private volatile Duration drainLimit = DRAIN_GRACE;
    private Report report = new Report(System.out, 0);
    private List<Publication> ownMessages = List.of();
    private BackgroundFailureQueue failureQueue = BackgroundFailureQueue.none();

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
                    .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
                    .setExecutionExceptionHandler((e, command, parsed) -> main.explain(e))
                    .setParameterExceptionHandler((e, given) -> main.explain(e))
                    .execute(arguments);
        } catch (Error e) {
            return main.explain(e);
        } finally {
            main.ended.countDown();
        }
    }

    private static CommandLine.Help.Ansi ansi() {
        return "dumb".equals(System.getenv("TERM")) ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.AUTO;
    }

    /**
     * Runs when the virtual machine ends: waits until the current batch is settled and everything is closed in order.
     * Before there is a mapping, nothing needs settling, and the main thread may wait for standard input.
     */
    private void drain() {
        isStopping = true;
        if (ended.getCount() == 0) {
            return;
        }
        Signals.onNextInterrupt(this::endAtOnce);
        LocalEventSource running = mapping;
        if (running == null) {
            report.say("stopping", "before anything was consumed");
            Leftovers.ofThisMachine().removeOwn();
            return;
        }
        report.say("stopping", "after the current batch, if there is one; interrupt again to end at once");
        running.stop();
        try {
            ended.await(drainLimit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** While it holds the report, the mapping can't print that the function was killed. */
    private void endAtOnce() {
        synchronized (report) {
            LocalEventSource running = mapping;
            report.say("stopped", "at once; messages that were not settled and %s: %d (the function had %d of them)"
                    .formatted(options.isOwnBroker() ? "end with the broker" : "go back to the queue",
                            running == null ? 0 : running.unsettledMessages(),
                            running == null ? 0 : running.messagesWithFunction()));
            Leftovers.ofThisMachine().removeOwn();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    private static void silenceLibraries() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private int explain(Throwable e) {
        if (isStopping && mapping == null) {
            return INTERRUPTED; // the start failed because its processes were ended
        }
        System.err.println("local: " + BrokerUri.masked(sentence(e)));
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
        if (e instanceof CommandLine.ParameterException wrong) {
            return WrongArgument.sentence(wrong) + " (see --help)";
        }
        String message = e.getMessage() == null || e instanceof Error ? e.toString() : e.getMessage();
        return e instanceof IllegalArgumentException ? OptionNames.replaceFieldName(message) : message;
    }

    @Override
    public Integer call() throws Exception {
        report = new Report(new PrintStream(System.out, true, StandardCharsets.UTF_8), options.functionOutput);
        options.check();
        Leftovers.Removed removed = Leftovers.ofThisMachine().remove();
        if (!removed.isNothing()) {
            report.say("cleanup", "an earlier run was killed; what it left is removed: processes %d, directories %d"
                    .formatted(removed.processes(), removed.directories()));
        }
        if (options.firstTry.readsStandardInput()) {
            report.say("publish", "waiting for the end of standard input, until interrupted");
        }
        ownMessages = options.firstTry.messages(System.in);
        if (isStopping) {
            return INTERRUPTED; // the interrupt that ended the input's writer
        }
        FunctionSettings function = options.function(sampleFunction(), System.getenv());
        options.requireSample(sampleFunction());
        boolean catchesParked = options.catchesParked(function.environment());
        try (BackgroundFailureQueue started = catchesParked
                ? BackgroundFailureQueue.start()
                : BackgroundFailureQueue.none()) {
            failureQueue = started;
            if (catchesParked && !options.isOwnBroker()) {
                report.say("WARNING",
                        "what the function parks is acknowledged, printed here and then lost: the failure queue ends with this run");
            }
            return switch (options.broker) {
                case Options.EMBEDDED -> onEmbeddedBroker(function);
                case Options.RABBITMQ -> onPrivateNode(function);
                default -> run(options.settings(options.brokerUri(System.getenv()), messages()), function);
            };
        }
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
            report.say("", "started by " + node.server());
            report.say("",
                    "the queue is a quorum queue with a delivery limit and a dead-letter queue, without delayed retry");
            return onOwnBroker(OwnBroker.of(node), function);
        }
    }

    private int onOwnBroker(OwnBroker broker, FunctionSettings function) throws Exception {
        broker.declare(options.queueName());
        long messages = messages();
        if (options.isDemo()) {
            List<Publication> samples = SampleMessage.all().stream().map(SampleMessage::publication).toList();
            broker.publish(options.queueName(), samples);
            report.say("", samples.size() + " sample messages are published");
            messages = Math.min(messages, samples.size());
        } else {
            publishOwnMessages(broker);
        }
        return run(options.settings(broker.uri(), messages), function);
    }

    private void publishOwnMessages(OwnBroker broker) throws Exception {
        if (ownMessages.isEmpty()) {
            report.say("publish",
                    "with --publish, or with a client of your own to %s, exchange \"\", routing key \"%s\""
                            .formatted(broker.uri().address(), options.queueName()));
        } else {
            broker.publish(options.queueName(), ownMessages);
            report.say("", "%d message%s of yours %s published".formatted(ownMessages.size(),
                    ownMessages.size() == 1 ? "" : "s", ownMessages.size() == 1 ? "is" : "are"));
        }
    }

    private long messages() {
        return options.maxMessages == null ? Long.MAX_VALUE : options.maxMessages;
    }

    private int run(MappingSettings settings, FunctionSettings functionSettings) throws InterruptedException {
        Map<String, String> defaultVariables = new HashMap<>(options.defaultVariables());
        defaultVariables.putAll(failureQueue.variablesFor(functionSettings));
        settings.filters().warnings().forEach(warning -> report.say("WARNING", warning));
        if (functionSettings.client() == FunctionSettings.RuntimeClient.PLAIN && functionSettings.command() == null) {
            report.say("function",
                    "driven by a runtime client in pure Java: Lambda's own has native parts for Linux only");
        }
        try (LambdaFunction function = new LambdaFunction(functionSettings, defaultVariables,
                report::functionPrinted);
                ScheduledExecutorService ticker = Executors.newScheduledThreadPool(1,
                        Thread.ofPlatform().daemon().factory())) {
            ticker.scheduleAtFixedRate(report::heartbeat, 1, 1, TimeUnit.SECONDS);
            report.say("function",
                    functionSettings.command() != null
                            ? functionSettings.command() + " (its handler can't be checked before the first batch)"
                            : functionSettings.handler() + " in " + functionSettings.archive());
            drainLimit = functionSettings.timeout().plus(DRAIN_GRACE);
            mapping = new LocalEventSource(settings, function, report);
            if (isStopping) {
                mapping.stop();
            }
            EndReason reason = failureQueue.reportParked(mapping, report);
            ticker.shutdownNow();
            report.ended(reason);
            report.summary();
            boolean isFailure = settings.once() && report.endedInFailure()
                    || reason == EndReason.INVOCATIONS_KEEP_FAILING;
            return isFailure ? 1 : 0;
        }
    }

    /** The jar of this project's sample, which the build writes to the module next to this one. */
    private static Path sampleFunction() {
        Path here = Path.of(URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        return here.resolve("../../../examples/target/examples.jar").normalize();
    }
}
