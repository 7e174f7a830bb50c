package io.github.rabbitlambda.acceptance;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;
import io.github.rabbitlambda.local.queue.Batch;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Batcher;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/**
 * A local mapping without the pause after a failed batch: Lambda documents no pause, and with growing pauses a delivery
 * limit of 20 takes minutes. It ends when every message was acknowledged or dead-lettered, or after a number of failures
 * in a row.
 */
final class PromptMapping {
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final DrillQueue queue;
    private final int messages;
    private final LambdaFunction function;
    private final int failuresInARow;
    private final List<Integer> failedSizes = new ArrayList<>();
    private final List<Long> failedRedelivered = new ArrayList<>();
    private int acknowledged;
    private int inARow;
    private long lastBatch = System.nanoTime();

    PromptMapping(DrillQueue queue, int messages, LambdaFunction function, int failuresInARow) {
        this.queue = queue;
        this.messages = messages;
        this.function = function;
        this.failuresInARow = failuresInARow;
    }

    void run() throws InterruptedException {
        QueueSettings consumed = new QueueSettings(queue.node().uri(), null, queue.name(), 100, false);
        // a long window, so that every batch is full and always has the same messages
        BatchSettings limits = new BatchSettings(100, Duration.ofSeconds(20), BatchSettings.EVENT_BYTES);
        Report report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
        try (Batcher batcher = new Batcher(consumed, limits, Filters.of(List.of()), MappingSettings.DEFAULT_ARN,
                report)) {
            for (Batch batch = batcher.next(this::isOver); batch != null; batch = batcher.next(this::isOver)) {
                settle(batch);
            }
        }
    }

    private void settle(Batch batch) throws InterruptedException {
        Outcome outcome = function.invoke(batch.event());
        lastBatch = System.nanoTime();
        if (outcome instanceof Outcome.Succeeded) {
            inARow = 0;
            acknowledged += batch.size();
            batch.acknowledge();
            return;
        }
        if (!(outcome instanceof Outcome.Failed)) {
            throw new AssertionError(outcome.sentence());
        }
        inARow++;
        failedSizes.add(batch.size());
        failedRedelivered.add(batch.redelivered());
        batch.requeue();
    }

    private boolean isOver() {
        Duration idle = Duration.ofNanos(System.nanoTime() - lastBatch);
        return inARow == failuresInARow || idle.compareTo(STUCK) > 0
                || idle.compareTo(QUIET) > 0 && isEverythingSettled();
    }

    private boolean isEverythingSettled() {
        return acknowledged + queue.deadLettered() == messages;
    }

    /** How many messages each failed batch had. */
    List<Integer> failedSizes() {
        return failedSizes;
    }

    /** How many of them the broker marked as redelivered. */
    List<Long> failedRedelivered() {
        return failedRedelivered;
    }
}
