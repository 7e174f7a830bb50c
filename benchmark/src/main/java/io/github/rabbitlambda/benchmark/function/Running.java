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
 * One of the functions in a process of its own, behind Lambda's runtime interface client and with Lambda's flags. An
 * invocation that fails ends the measurement. One thread's.
 */
public final class Running implements AutoCloseable {
    private static final int MEMORY_MEGABYTES = 512;
    private static final byte[] QUESTION = ("{\"rmqMessagesByQueue\":{\"totals::/\":[{\"basicProperties\":{},\"data\":\""
            + Base64.getEncoder().encodeToString(Work.QUESTION.array()) + "\"}]}}").getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Package what;
    private final LambdaFunction function;

    private Running(Package what, Map<String, String> environment) {
        this.what = what;
        FunctionSettings settings = new FunctionSettings(what.jar(), what.handler(), null, Duration.ofSeconds(60),
                MEMORY_MEGABYTES,
                environment, RuntimeClient.NATIVE);
        function = new LambdaFunction(settings, this::line);
    }

    /** Prepares a process; nothing is started yet. */
    public static Running prepare(Package what, Map<String, String> environment) {
        return new Running(what, environment);
    }

    private void line(String line) {
        int answer = line.indexOf(Work.ANSWER);
        if (answer >= 0) {
            answers.add(line.substring(answer));
        }
    }

    /** Starts it and waits until it asks for work. */
    public Running start() throws InterruptedException {
        Outcome.InitFailed failure = function.start();
        if (failure != null) {
            throw new IllegalStateException(what.title() + ": " + failure.sentence());
        }
        return this;
    }

    /** Starts it anew; from the start of its process until it asks for work, in ms. */
    public double restart() throws InterruptedException {
        function.kill();
        start();
        return function.coldStarts().getLast().toNanos() / 1e6;
    }

    /** Invokes it; from handing out the event until it asks for the next one, in ms. */
    public double invoke(byte[] event) throws InterruptedException {
        long started = System.nanoTime();
        Outcome outcome = function.invoke(event);
        double millis = (System.nanoTime() - started) / 1e6;
        if (!(outcome instanceof Outcome.Succeeded)) {
            throw new IllegalStateException(what.title() + " must succeed (came " + outcome + ")");
        }
        return millis;
    }

    /** What its handler has done so far, in words; nothing from one that does nothing. */
    public Optional<String> totals() throws InterruptedException {
        if (what == Package.IDLE) {
            return Optional.empty();
        }
        invoke(QUESTION);
        String answer = answers.poll(10, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException(what.title() + " must tell its totals (it didn't within 10 s)");
        }
        return Optional.of(answer);
    }

    /** For a mapping to invoke. */
    public LambdaFunction function() {
        return function;
    }

    @Override
    public void close() {
        function.close();
    }
}
