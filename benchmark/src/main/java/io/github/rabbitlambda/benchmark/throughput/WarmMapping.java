package io.github.rabbitlambda.benchmark.throughput;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.benchmark.function.ComparedFunction;
import io.github.rabbitlambda.benchmark.function.RunningFunction;
import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** A queue, its mapping with batches of 100 and a function that stays warm from round to round. Confined to one thread. */
final class WarmMapping implements AutoCloseable {
    static final int BATCH = 100;
    static final byte[] BODY = new byte[1024];

    private final RabbitMqNode node;
    private final String queue;
    private final RunningFunction function;
    private long consumed;

    private WarmMapping(RabbitMqNode node, String queue, RunningFunction function) {
        this.node = node;
        this.queue = queue;
        this.function = function;
    }

    /**
     * Starts a function.
     *
     * @param concurrency
     *            how many messages this project's listener processes at a time
     * @param downstreamMillis
     *            how long a downstream call waits
     */
    static WarmMapping start(RabbitMqNode node, ComparedFunction compared, int concurrency, int downstreamMillis)
            throws InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("LISTENER_CONCURRENCY", Integer.toString(concurrency));
        environment.put("DOWNSTREAM_MILLIS", Integer.toString(downstreamMillis));
        return new WarmMapping(node, RabbitMq.declare(node, RabbitMq.QUORUM),
                RunningFunction.prepare(compared, environment).start());
    }

    String queue() {
        return queue;
    }

    /** Publishes and consumes messages; returns the messages a second, without the time for publishing. */
    double rate(int messages) throws InterruptedException {
        RabbitMq.publish(node, queue, Collections.nCopies(messages, BODY));
        long started = System.nanoTime();
        consume(messages);
        return messages / ((System.nanoTime() - started) / 1e9);
    }

    /** Consumes until so many messages are processed, with a prefetch of two batches. */
    void consume(long messages) throws InterruptedException {
        QueueSettings source = new QueueSettings(node.uri(), null, queue, 2 * BATCH, false);
        BatchSettings batches = new BatchSettings(BATCH, Duration.ofMillis(500), BatchSettings.EVENT_BYTES);
        MappingSettings settings = new MappingSettings(source, batches, Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN,
                OnError.NACK, messages, false);
        Report report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
        new LocalEventSource(settings, function.function(), report).run();
        if (report.endedInFailure()) {
            throw new IllegalStateException("the last batch of " + queue + " failed");
        }
        consumed += messages;
        requireHandled();
    }

    /** A handler that fails would be fast, so its totals are checked. */
    private void requireHandled() throws InterruptedException {
        String expected = "totals %d messages, %d bytes,".formatted(consumed, consumed * BODY.length);
        String totals = function.totals().orElseThrow();
        if (!totals.startsWith(expected)) {
            throw new IllegalStateException(
                    "the handler must have had each message once: " + expected + " (came " + totals
                            + ")");
        }
    }

    @Override
    public void close() {
        function.close();
    }
}
