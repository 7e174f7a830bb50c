package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The process of a function. It starts with the first invocation and takes one invocation at a time. */
final class FunctionProcess implements AutoCloseable {
    /** How to start a process. */
    record Command(List<String> arguments, Path directory, Map<String, String> environment) {}

    private final Command command;
    private final Duration timeout;
    private final RuntimeServer runtime;
    private final Consumer<String> output;
    private final List<Process> started = new CopyOnWriteArrayList<>();

    FunctionProcess(String arn, Command command, Duration timeout, Consumer<String> output) {
        this.command = command;
        this.timeout = timeout;
        this.output = output;
        runtime = new RuntimeServer(arn);
    }

    synchronized FunctionAnswer invoke(byte[] event) throws InterruptedException {
        Process process = process();
        CompletableFuture<FunctionAnswer> answer = runtime.submit(event,
                System.currentTimeMillis() + timeout.toMillis());
        try {
            CompletableFuture.anyOf(answer, process.onExit()).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            process.destroyForcibly();
            return FunctionAnswer.error("Sandbox.Timedout", "Task timed out after " + timeout.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return answer.isDone()
                ? answer.join()
                : FunctionAnswer.error("Runtime.ExitError", "the process ended with " + process.exitValue());
    }

    private Process process() {
        if (!started.isEmpty() && started.getLast().isAlive()) {
            return started.getLast();
        }
        ProcessBuilder builder = new ProcessBuilder(command.arguments()).directory(command.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !List.of("PATH", "HOME", "TMPDIR", "LANG").contains(name));
        builder.environment().putAll(command.environment());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.address());
        try {
            started.add(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> read(started.getLast()));
        return started.getLast();
    }

    private void read(Process process) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        } catch (IOException closed) {
            output.accept("(its output was closed)");
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
        runtime.close();
    }
}
