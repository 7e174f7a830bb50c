package io.github.rabbitlambda.local;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;
import io.github.rabbitlambda.local.queue.Backoff;
import io.github.rabbitlambda.local.queue.Batch;
import io.github.rabbitlambda.local.queue.Batcher;

/**
 * The event source mapping: it consumes messages, makes batches, invokes the function and settles, one batch at a time.
 *
 * <p>Invariants:
 * <ol>
 * <li>The function has at most one batch. {@link #consume} asks for the next one after it has settled the batch.
 * <li>A message is acknowledged in two cases only: its invocation succeeded ({@link #succeeded}), or {@link Batcher}
 * filtered it out or dropped it.
 * <li>After {@link #run} returns or throws, no message is unsettled: it closes the connection, and the broker takes
 * back what was not settled.
 * </ol>
 * One thread may call {@link #run}; any thread may call the other methods.
 */
public final class LocalEventSource {
    /**
     * A run until the queue is empty ends after so many failed invocations in a row: it would never end otherwise, and
     * RabbitMQ 4 drops a message after 20 deliveries by default.
     */
    static final int MOST_FAILURES_IN_A_ROW = 5;
    private static final Duration KILL_INTERVAL = Duration.ofMillis(20);

    private final MappingSettings settings;
    private final LambdaFunction function;
    private final Report report;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private final RunState state = new RunState();
    private long acknowledgedMessages;
    private long processedBatches;
    private int failuresInARow;
    private boolean hasSucceeded;
    private volatile boolean isStarting;
    private volatile @Nullable Batcher batcher;
    private volatile int messagesWithFunction;

    /** A mapping that does not consume yet; {@code report} receives what happens. */
    public LocalEventSource(MappingSettings settings, LambdaFunction function, Report report) {
        this.settings = settings;
        this.function = function;
        this.report = report;
    }

    /**
     * Starts the function, then consumes until it is stopped or has done what the settings ask; returns why it ended.
     *
     * @throws io.github.rabbitlambda.local.queue.CannotConsume
     *             if the queue can't be consumed
     * @throws io.github.rabbitlambda.local.queue.UnreadableMessage
     *             if a message blocks the queue
     * @throws FunctionDoesNotStart
     *             if the function does not start, and then nothing is consumed; or if its first invocation shows that
     *             it can't run, and then its batch is back in the queue
     */
    public EndReason run() throws InterruptedException {
        report.onOutputClosed(() -> state.end(EndReason.OUTPUT_CLOSED));
        report.waitingFor(Wait.forStart(function.startLimit()));
        Outcome.InitFailed failure = start();
        if (state.isStopped()) {
            return EndReason.STOPPED;
        }
        if (failure != null) {
            throw new FunctionDoesNotStart(failure.sentence());
        }
        report.functionReady(function.coldStarts().getLast());
        return consume();
    }

    private Outcome.@Nullable InitFailed start() throws InterruptedException {
        isStarting = true;
        try {
            return state.isStopped() ? null : function.start();
        } finally {
            isStarting = false;
        }
    }

    private EndReason consume() throws InterruptedException {
        try (Batcher batches = new Batcher(settings.queue(), settings.batch(), settings.filters(),
                settings.eventSourceArn(), report)) {
            batcher = batches;
            report.consuming(settings);
            report.waitingFor(Wait.forMessages(settings));
            while (!isEnding(batches)) {
                Batch batch = batches.next(() -> isEnding(batches));
                if (batch != null) {
                    report.waitingQuietlyFor(Wait.forAnswer(function.invocationLimit()));
                    process(batch);
                    processedBatches++;
                    report.waitingQuietlyFor(Wait.forMessages(settings));
                }
            }
        } finally {
            batcher = null;
        }
        return Objects.requireNonNull(state.endReason());
    }

    private boolean isEnding(Batcher batches) {
        if (acknowledgedMessages + batches.discardedMessages() >= settings.stopAfter()) {
            state.end(EndReason.MESSAGE_LIMIT_REACHED);
        }
        if (settings.once() && processedBatches > 0) {
            state.end(EndReason.ONE_BATCH_PROCESSED);
        }
        if (settings.untilEmpty() && batcher.isQueueEmpty()) {
            state.end(EndReason.QUEUE_IS_EMPTY);
        }
        return state.isEnding();
    }

    private void process(Batch batch) throws InterruptedException {
        boolean isRetried = true;
        while (isRetried) {
            long started = System.nanoTime();
            messagesWithFunction = batch.size();
            Outcome outcome = function.invoke(batch.event());
            messagesWithFunction = 0;
            Duration duration = Duration.ofNanos(System.nanoTime() - started);
            isRetried = switch (outcome) {
                case Outcome.Succeeded success -> {
                    succeeded(batch, duration);
                    yield false;
                }
                case Outcome.Failed failed -> {
                    requireStartable(batch, failed);
                    yield failed(batch, failed, duration);
                }
                case Outcome.TimedOut timedOut -> failed(batch, timedOut, duration);
                case Outcome.Crashed crashed -> failed(batch, crashed, duration);
                case Outcome.InitFailed initFailed -> failed(batch, initFailed, duration);
            };
        }
    }

    private void succeeded(Batch batch, Duration duration) {
        hasSucceeded = true;
        backoff.reset();
        failuresInARow = 0;
        boolean acknowledged = batch.acknowledge();
        if (acknowledged) {
            acknowledgedMessages += batch.size();
        }
        report.succeeded(batch, duration, acknowledged);
    }

    /** Java looks for a class when code first needs it, so a missing one may show in the first invocation only. */
    private void requireStartable(Batch batch, Outcome.Failed outcome) {
        Optional<String> problem = hasSucceeded ? Optional.empty() : outcome.startProblem();
        if (problem.isPresent()) {
            batch.requeue();
            throw new FunctionDoesNotStart(
                    "the function can't run: %s; its first batch went back to the queue (%d message%s)"
                            .formatted(problem.get(), batch.size(), batch.size() == 1 ? "" : "s"));
        }
    }

    /** Returns whether to invoke the function with the same batch again. */
    private boolean failed(Batch batch, Outcome outcome, Duration duration) throws InterruptedException {
        Duration delay = backoff.next();
        failuresInARow++;
        if (settings.untilEmpty() && failuresInARow >= MOST_FAILURES_IN_A_ROW) {
            state.end(EndReason.INVOCATIONS_KEEP_FAILING);
        }
        boolean isRetriedFromMemory = settings.onError() == MappingSettings.OnError.MEMORY && !settings.once()
                && batch.isCurrent();
        report.failed(batch, outcome, duration, delay);
        if (state.awaitEnd(delay) || !isRetriedFromMemory) {
            batch.requeue();
            return false;
        }
        return batch.isCurrent();
    }

    /**
     * Ends the run after the current batch, and returns at once. If the function is starting, this kills it first.
     */
    public void stop() {
        state.end(EndReason.STOPPED);
        try {
            while (isStarting) { // its process may not exist yet
                function.kill();
                Thread.sleep(KILL_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many messages were received and are not settled now; they go back to the queue if the process ends now. */
    public int unsettledMessages() {
        Batcher current = batcher;
        return current == null ? 0 : current.unsettledMessages();
    }

    /** How many messages the function is processing now. */
    public int messagesWithFunction() {
        return messagesWithFunction;
    }

    /** The function can't be started or can't run at all; the message says why. */
    public static final class FunctionDoesNotStart extends RuntimeException {
        private static final long serialVersionUID = 1;

        FunctionDoesNotStart(@Nullable String message) {
            super(message);
        }
    }
}
