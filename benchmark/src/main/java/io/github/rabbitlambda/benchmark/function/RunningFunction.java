package io.github.rabbitlambda.benchmark.function;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;

/**
 * One of the functions in a process of its own, with Lambda's runtime interface client and Lambda's JVM flags. A failed
 * invocation ends the measurement. Confined to one thread.
 */
public final class RunningFunction implements AutoCloseable {
    private static final int MEMORY_MEGABYTES = 512;
    private static final byte[] TOTALS_EVENT = ("{\"rmqMessagesByQueue\":{\"totals::/\":[{\"basicProperties\":{},\"data\":\""
            + Base64.getEncoder().encodeToString(MessageWork.TOTALS_REQUEST.array()) + "\"}]}}")
            .getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ComparedFunction compared;
    private final FunctionSettings settings;
    private LambdaFunction function;

    private RunningFunction(ComparedFunction compared, Map<String, String> environment) {
        this.compared = compared;
        settings = new FunctionSettings(compared.jar(), compared.handler(), null,
                Duration.ofSeconds(60),
                MEMORY_MEGABYTES,
                environment, RuntimeClient.NATIVE);
        function = new LambdaFunction(settings, this::printed);
    }

    /** Unpacks a function; its process is not started yet. */
    public static RunningFunction prepare(ComparedFunction compared, Map<String, String> environment) {
        return new RunningFunction(compared, environment);
    }

    private void printed(String line) {
        int start = line.indexOf(MessageWork.TOTALS);
        if (start >= 0) {
            answers.add(line.substring(start));
        }
    }

    /** Starts the process and waits until it asks for work. */
    public RunningFunction start() throws InterruptedException {
        Outcome.InitFailed failure = function.start();
        if (failure != null) {
            throw new IllegalStateException(compared.title() + ": " + failure.sentence());
        }
        return this;
    }

    /**
     * Starts a process in a new execution environment, whose /tmp is empty: where another process has ended, the listener
     * would mark each message. Returns the milliseconds from its start until it asks for work.
     */
    public double restart() throws InterruptedException {
        function.close();
        function = new LambdaFunction(settings, this::printed);
        start();
        return function.coldStarts().getLast().toNanos() / 1e6;
    }

    /** Invokes the function; returns the milliseconds from handing out the event until it asks for the next one. */
    public double invoke(byte[] event) throws InterruptedException {
        long started = System.nanoTime();
        Outcome outcome = function.invoke(event);
        double millis = (System.nanoTime() - started) / 1e6;
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new IllegalStateException(compared.title() + " must succeed (came " + outcome + ")");
        }
        return millis;
    }

    /** The totals of all that its handler has processed, as text; empty for the handler that does nothing. */
    public Optional<String> totals() throws InterruptedException {
        if (compared == ComparedFunction.IDLE) {
            return Optional.empty();
        }
        invoke(TOTALS_EVENT);
        String answer = answers.poll(10, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException(compared.title() + " must print its totals (it didn't within 10 s)");
        }
        return Optional.of(answer);
    }

    /** The function that a mapping invokes. */
    public LambdaFunction function() {
        return function;
    }

    @Override
    public void close() {
        function.close();
    }
}
