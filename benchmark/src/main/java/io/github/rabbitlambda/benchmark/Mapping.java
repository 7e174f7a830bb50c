package io.github.rabbitlambda.benchmark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** A queue, its mapping with batches of 100 and a function that stays warm from round to round. One thread's. */
final class Mapping implements AutoCloseable {
    static final int BATCH = 100;
    private static final int MEMORY_MEGABYTES = 256;

    private final RabbitMqNode node;
    private final String queue;
    private final LambdaFunction function;

    private Mapping(RabbitMqNode node, String queue, LambdaFunction function) {
        this.node = node;
        this.queue = queue;
        this.function = function;
    }

    /** Starts the function; its messages are handled so many at a time where the handler is this project's. */
    static Mapping start(RabbitMqNode node, String queue, Path jar, Class<?> handler, int concurrency)
            throws InterruptedException {
        var settings = new FunctionSettings(jar, handler.getName(), null, Duration.ofSeconds(60), MEMORY_MEGABYTES,
                Map.of("LISTENER_CONCURRENCY", Integer.toString(concurrency)), RuntimeClient.NATIVE);
        var function = new LambdaFunction(settings, line -> {});
        var failure = function.start();
        if (failure != null)
            throw new IllegalStateException(failure.sentence());
        return new Mapping(node, queue, function);
    }

    String queue() {
        return queue;
    }

    /** Consumes until so many messages are processed; twice a batch is fetched ahead. */
    void consume(long messages) throws InterruptedException {
        var consumed = new QueueSettings(node.uri(), null, queue, 2 * BATCH, false);
        var batches = new BatchSettings(BATCH, Duration.ofMillis(500), BatchSettings.EVENT_BYTES);
        var settings = new MappingSettings(consumed, batches, Filters.of(List.of()), MappingSettings.DEFAULT_ARN,
                OnError.NACK, messages, false);
        var report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
        new LocalEventSource(settings, function, report).run();
        if (report.endedInFailure())
            throw new IllegalStateException("the last batch of " + queue + " failed");
    }

    @Override
    public void close() {
        function.close();
    }
}
