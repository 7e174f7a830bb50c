package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;
import io.github.rabbitlambda.local.queue.Batch;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Batcher;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/**
 * A local mapping that adds up what its failed invocations cost. It returns a failed batch at once, because Lambda
 * documents no pause.
 */
final class OutageCost {
    private static final int BATCH = 100;

    private final LambdaFunction function;
    private final int messages;
    private int acknowledged;
    private int failed;
    private Duration failing = Duration.ZERO;
    private long end = System.nanoTime();

    OutageCost(LambdaFunction function, int messages) {
        this.function = function;
        this.messages = messages;
    }

    /** Runs until every message is acknowledged. */
    void measure(BrokerUri uri, String queue) throws InterruptedException {
        QueueSettings consumed = new QueueSettings(uri, null, queue, BATCH, false);
        BatchSettings limits = new BatchSettings(BATCH, Duration.ofMillis(500), BatchSettings.EVENT_BYTES);
        Report report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
        try (Batcher batcher = new Batcher(consumed, limits, Filters.of(List.of()), MappingSettings.DEFAULT_ARN,
                report)) {
            for (Batch batch = batcher.next(this::isOver); batch != null; batch = batcher.next(this::isOver)) {
                invoke(batch);
            }
        }
        end = System.nanoTime();
    }

    private void invoke(Batch batch) throws InterruptedException {
        long started = System.nanoTime();
        if (function.invoke(batch.event()) instanceof Outcome.Succeeded) {
            batch.acknowledge();
            acknowledged += batch.size();
        } else {
            failed++;
            failing = failing.plusNanos(System.nanoTime() - started);
            batch.requeue();
        }
    }

    private boolean isOver() {
        return acknowledged >= messages;
    }

    int failedInvocations() {
        return failed;
    }

    Duration failing() {
        return failing;
    }

    Duration since(long outageEnd) {
        return Duration.ofNanos(end - outageEnd);
    }

    /** How many messages were first processed after one with a higher number. */
    static long overtaken(Path ledger) throws IOException {
        List<Integer> order = Ledger.read(ledger).stream().distinct().map(Integer::valueOf).toList();
        int[] highest = order.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 1; i < highest.length; i++) {
            highest[i] = Math.max(highest[i], highest[i - 1]);
        }
        return IntStream.range(0, highest.length).filter(i -> order.get(i) < highest[i]).count();
    }
}
