package io.github.rabbitlambda.local.invoke;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.process.Directories;
import io.github.rabbitlambda.local.process.WorkingDirectory;

/**
 * The function as Lambda runs it for one mapping: one process, one invocation at a time. After a time-out or a crash
 * the next invocation starts a new process. Its directory for temporary files stays, as on Lambda
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html), until {@link #close}.
 *
 * <p>Confined to one thread, except {@link #kill()} and {@link #pid()}.
 */
public final class LambdaFunction implements AutoCloseable {
    /**
     * Initialisation may take the function's time-out and this. Lambda allows 10 s, and then repeats the initialisation
     * in the first invocation (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html).
     */
    private static final Duration INIT_GRACE = Duration.ofSeconds(10);

    private final FunctionSettings settings;
    private final Map<String, String> defaultVariables;
    private final Consumer<String> output;
    private final WorkingDirectory directory = WorkingDirectory.create("function");
    private final Path taskRoot;
    /** In the place of /tmp. */
    private final Path temporary = Directories.create(directory.path().resolve("tmp"));
    private final @Nullable RuntimeClientJars client;
    private final List<Duration> coldStarts = new ArrayList<>();
    private volatile @Nullable FunctionProcess process;

    /**
     * Prepares a function without starting its process.
     *
     * @param output
     *            receives each line that the function prints
     * @throws IllegalArgumentException
     *             if the archive can't be read or does not have the handler
     */
    public LambdaFunction(FunctionSettings settings, Consumer<String> output) {
        this(settings, Map.of(), output);
    }

    /**
     * Prepares a function that gets further variables; those of its own settings replace them.
     *
     * @see #LambdaFunction(FunctionSettings, Consumer)
     */
    public LambdaFunction(FunctionSettings settings, Map<String, String> defaultVariables, Consumer<String> output) {
        this.settings = settings;
        this.defaultVariables = Map.copyOf(defaultVariables);
        this.output = output;
        taskRoot = settings.archive() == null ? Path.of("").toAbsolutePath() : directory.path().resolve("task");
        try {
            if (settings.archive() != null) {
                FunctionPackage.unpack(settings.archive(), settings.handler(), taskRoot);
            }
            client = settings.command() == null ? new RuntimeClientJars(directory.path()) : null;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Returns the path of an archive; refuses what is none, before anything is started for the function.
     *
     * @throws IllegalArgumentException
     *             if the archive is missing or is not a jar or zip
     */
    public static Path requireArchive(Path archive) {
        FunctionPackage.requireArchive(archive);
        return archive;
    }

    /** Starts the process if none runs, and waits until it asks for an invocation; returns the failure, or null. */
    public Outcome.@Nullable InitFailed start() throws InterruptedException {
        FunctionProcess running = process;
        if (running != null && running.isAlive()) {
            return null;
        }
        if (running != null) {
            running.kill();
        }
        FunctionCommand command = command();
        long started = System.nanoTime();
        FunctionProcess next;
        try {
            next = FunctionProcess.start(command, directory, output);
        } catch (IOException e) {
            return new Outcome.InitFailed(String.valueOf(e.getMessage()), "");
        }
        process = next;
        Outcome.InitFailed failure = next.initialise(startLimit());
        if (failure == null) {
            coldStarts.add(Duration.ofNanos(System.nanoTime() - started));
        }
        return failure;
    }

    /** How long a process may take until it asks for an invocation. */
    public Duration startLimit() {
        return settings.timeout().plus(INIT_GRACE);
    }

    /** How long an invocation may take. */
    public Duration invocationLimit() {
        return settings.timeout();
    }

    private FunctionCommand command() {
        Map<String, String> environment = FunctionEnvironment.variables(settings, defaultVariables,
                taskRoot.toString(), temporary);
        if (client != null) {
            return new FunctionCommand(client.command(settings, temporary), taskRoot, environment);
        }
        String line = settings.command();
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return new FunctionCommand(windows ? List.of("cmd", "/c", line) : List.of("/bin/sh", "-c", line), taskRoot,
                environment);
    }

    /** Invokes the function with one event and waits for the outcome. */
    public Outcome invoke(byte[] event) throws InterruptedException {
        Outcome.InitFailed failure = start();
        return failure != null ? failure : process.invoke(event, settings.timeout());
    }

    /** For each process so far, the time from its start until it asked for its first invocation. */
    public List<Duration> coldStarts() {
        return List.copyOf(coldStarts);
    }

    /** The id of the function's process; -1 when none runs. */
    public long pid() {
        FunctionProcess running = process;
        return running == null || !running.isAlive() ? -1 : running.pid();
    }

    /** Ends the function's process at once. */
    public void kill() {
        FunctionProcess running = process;
        if (running != null) {
            running.kill();
        }
    }

    @Override
    public void close() {
        kill();
        directory.close();
    }
}
