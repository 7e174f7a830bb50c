package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.rabbitmq.client.GetResponse;

import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** A queue with its publisher, its mapping and its function; what they print is in a directory below {@code target}. */
final class DrillRun implements AutoCloseable {
    /** RabbitMQ 3.10 changes the order of more messages that come back at once. */
    private static final int BATCH = 32;

    /** What a run may take for one batch: several invocations up to their time-out, with growing pauses between them. */
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private final DrillQueue queue;
    private final int messages;
    private final Path logs;
    private final LambdaFunction function;
    private final PrintStream functionLog;
    private final PrintStream mappingLog;
    private final Report report;
    private final LocalEventSource mapping;
    private final DrillPublisher publisher;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Future<?> mappingRun;
    private final Future<?> publishing;
    private long settledBefore;
    private long settledAt = System.nanoTime();

    DrillRun(DrillQueue queue, Gate gate, FunctionSettings settings, DrillPublisher.Ids ids, Path logs)
            throws IOException {
        this.queue = queue;
        this.logs = logs;
        this.messages = ids.number();
        Files.createDirectories(logs);
        functionLog = log(logs.resolve("function.log"));
        mappingLog = log(logs.resolve("mapping.log"));
        report = new Report(mappingLog, 0);
        function = new LambdaFunction(settings, functionLog::println);
        mapping = new LocalEventSource(mapping(queue, gate), function, report);
        publisher = new DrillPublisher(gate, queue.name(), ids, report::settled);
        mappingRun = threads.submit(mapping::run);
        publishing = threads.submit(publisher);
    }

    private static PrintStream log(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new PrintStream(out, true);
    }

    private static MappingSettings mapping(DrillQueue queue, Gate gate) {
        BrokerUri uri = BrokerUri.parse("amqp://guest:guest@127.0.0.1:%d/%%2F".formatted(gate.port()));
        return new MappingSettings(new QueueSettings(uri, null, queue.name(), BATCH, false),
                new BatchSettings(BATCH, Duration.ofMillis(100), BatchSettings.EVENT_BYTES), Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN, OnError.NACK, Long.MAX_VALUE, false);
    }

    void killFunction() {
        ProcessHandle.of(function.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** How many messages have left the queue. */
    long settled() {
        return report.settled();
    }

    /** Throws what ended the mapping or the publisher, if that was a failure, and if no message leaves the queue. */
    void requireProgress() throws InterruptedException, ExecutionException {
        requireRunning();
        if (settled() != settledBefore) {
            settledBefore = settled();
            settledAt = System.nanoTime();
        }
        assertThat(settledBefore >= messages || System.nanoTime() - settledAt < STANDSTILL.toNanos())
                .as("%s: the queue is wedged after %d of %d messages", logs, settledBefore, messages).isTrue();
    }

    private void requireRunning() throws InterruptedException, ExecutionException {
        if (mappingRun.isDone()) {
            mappingRun.get();
        }
        if (publishing.isDone()) {
            publishing.get();
        }
    }

    /** Whether everything was published and nothing is in the queue or on its way. */
    boolean isOver() {
        return publishing.isDone() && mapping.unsettledMessages() == 0
                && RabbitMq.ready(queue.node(), queue.name()) == 0 && queue.messages() == 0;
    }

    List<History.Sent> sent() {
        return publisher.sent();
    }

    /** The ids of what the queue dead-lettered; a later call does not get them. */
    List<String> deadLettered() {
        List<String> ids = new ArrayList<>();
        RabbitMq.with(queue.node(), channel -> {
            for (GetResponse got = channel.basicGet(queue.deadLetters(), true); got != null; got = channel
                    .basicGet(queue.deadLetters(), true)) {
                ids.add(got.getProps().getMessageId());
            }
        });
        return ids;
    }

    @Override
    public void close() {
        mapping.stop();
        publisher.stop();
        threads.shutdownNow();
        threads.close();
        function.close();
        report.summary();
        functionLog.close();
        mappingLog.close();
    }
}
