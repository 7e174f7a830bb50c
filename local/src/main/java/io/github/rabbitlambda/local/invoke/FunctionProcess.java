package io.github.rabbitlambda.local.invoke;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.process.Session;
import io.github.rabbitlambda.local.process.WorkingDirectory;

/**
 * The function's process from its start to its end, with a Runtime API of its own. Confined to one thread, except
 * {@link #kill()}.
 */
final class FunctionProcess {
    private final Process process;
    private final RuntimeApi api;
    private final FunctionOutput output;

    private FunctionProcess(Process process, RuntimeApi api, Consumer<String> lines) {
        this.process = process;
        this.api = api;
        this.output = new FunctionOutput(process.getInputStream(), lines);
    }

    static FunctionProcess start(FunctionCommand command, WorkingDirectory owner, Consumer<String> lines)
            throws IOException {
        RuntimeApi api = new RuntimeApi(FunctionSettings.ARN);
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(command.directory().toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !FunctionEnvironment.INHERITED.contains(name));
        environment.putAll(command.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        try {
            return new FunctionProcess(owner.start(builder), api, lines);
        } catch (IOException e) {
            api.close();
            throw e;
        }
    }

    /** Waits until the function asks for its first invocation; returns the failure, or null if it asked. */
    Outcome.@Nullable InitFailed initialise(Duration limit) throws InterruptedException {
        try {
            CompletableFuture<Void> nextRequested = api.nextRequested();
            CompletableFuture.anyOf(nextRequested, process.onExit()).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (nextRequested.isDone()) {
                return null;
            }
            return new Outcome.InitFailed("its process ended with status " + process.exitValue(), output.tail());
        } catch (ExecutionException e) {
            kill();
            return Outcome.InitFailed.reported(String.valueOf(e.getCause().getMessage()), output.tail());
        } catch (TimeoutException e) {
            kill();
            return new Outcome.InitFailed("it did not ask for work within %s s".formatted(Seconds.format(limit)),
                    output.tail());
        }
    }

    /** Invokes the function once. After a time-out or a crash the process has ended. */
    Outcome invoke(byte[] event, Duration timeout) throws InterruptedException {
        CompletableFuture<RuntimeApi.Answer> answer = api.submit(event,
                System.currentTimeMillis() + timeout.toMillis());
        try {
            CompletableFuture.anyOf(answer, process.onExit()).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            kill();
            return new Outcome.TimedOut(timeout);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        if (!answer.isDone()) {
            return new Outcome.Crashed(process.exitValue(), output.tail());
        }
        awaitNextRequest(timeout);
        return switch (answer.join()) {
            case RuntimeApi.Answer.Response response -> new Outcome.Succeeded(response.bytes());
            case RuntimeApi.Answer.Error error -> new Outcome.Failed(error.type(), error.message());
        };
    }

    /** An invocation ends when the function asks for the next one, or when its process ends after a fatal error. */
    private void awaitNextRequest(Duration limit) throws InterruptedException {
        try {
            CompletableFuture.anyOf(api.nextRequested(), process.onExit()).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            kill();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the process and all processes that it started, at once. */
    void kill() {
        Session.kill(process);
        api.close();
    }
}
