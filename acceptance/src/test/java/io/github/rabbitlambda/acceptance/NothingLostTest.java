package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/**
 * Nothing is lost between a quorum queue and the listener: every message is processed at least once, although the
 * function's process is killed, connections are closed and the broker's node is killed and restarted.
 */
@NeedsRabbitMq
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class NothingLostTest {
    private static final int MESSAGES = Drill.scaled(100_000);
    private static final int KILLS = Drill.scaled(20);
    private static final int CUTS = Drill.scaled(10);
    private static final int RESTARTS = Drill.scaled(2);
    private static final Map<String, Object> QUEUE = Map.of("x-queue-type", "quorum", "x-delivery-limit", 100);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream reported = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(reported, true, StandardCharsets.UTF_8), 0);

    private enum Fault {
        KILL, CUT, RESTART
    }

    @Test
    void processesEveryMessageAtLeastOnceDespiteFaults() throws Exception {
        try (RabbitMqNode node = RabbitMq.start(Optional.empty());
                LambdaFunction function = new LambdaFunction(settings(), line -> {});
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            String queue = RabbitMq.declare(node, QUEUE);
            LocalEventSource mapping = new LocalEventSource(mapping(node, queue), function, report);
            Future<?> run = threads.submit(() -> {
                mapping.run();
                return null;
            });
            try {
                injectFaults(node, queue, function, run);
                await().atMost(Duration.ofMinutes(10))
                        .until(() -> run.isDone() || ledger().size() >= MESSAGES && RabbitMq.ready(node, queue) == 0);
                await().atMost(Duration.ofMinutes(1)).until(() -> run.isDone() || RabbitMq.messages(node, queue) == 0);
            } finally {
                mapping.stop();
            }
            run.get();
            assertNothingIsMissing();
            assertThat(RabbitMq.ready(node, queue)).isZero();
        }
    }

    /** Injects each fault while its share of the messages is being processed. */
    private void injectFaults(RabbitMqNode node, String queue, LambdaFunction function, Future<?> run) {
        List<Fault> faults = faults();
        for (int i = 0; i < faults.size(); i++) {
            Runnable fault = prepared(faults.get(i), node, function);
            int from = (int) ((long) MESSAGES * i / faults.size());
            int to = (int) ((long) MESSAGES * (i + 1) / faults.size());
            long settledBefore = report.settled();
            RabbitMq.publish(node, queue, IntStream.range(from, to)
                    .mapToObj(id -> Integer.toString(id).getBytes(StandardCharsets.UTF_8)).toList());
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(1))
                    .until(() -> run.isDone() || report.settled() > settledBefore);
            fault.run();
        }
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(Collections.nCopies(KILLS, Fault.KILL));
        faults.addAll(Collections.nCopies(CUTS, Fault.CUT));
        faults.addAll(Collections.nCopies(RESTARTS, Fault.RESTART));
        Collections.shuffle(faults, new Random(20261122));
        return faults;
    }

    private static Runnable prepared(Fault fault, RabbitMqNode node, LambdaFunction function) {
        return switch (fault) {
            case KILL -> () -> ProcessHandle.of(function.pid()).ifPresent(ProcessHandle::destroyForcibly);
            case CUT -> RabbitMq.cutOfMappings(node);
            case RESTART -> () -> {
                node.kill();
                node.restart();
            };
        };
    }

    private void assertNothingIsMissing() throws IOException {
        List<String> ledger = ledger();
        Set<String> processed = new HashSet<>(ledger);
        assertThat(IntStream.range(0, MESSAGES).mapToObj(Integer::toString).filter(id -> !processed.contains(id)))
                .isEmpty();
        System.out.printf(
                "nothing lost: %d messages, %d kills, %d cuts, %d restarts: %d processed at least once, %d repetitions%n",
                MESSAGES, KILLS, CUTS,
                RESTARTS, processed.size(), ledger.size() - processed.size());
        assertThat(reported.toString(StandardCharsets.UTF_8)).contains("connection lost", "connected again");
    }

    private List<String> ledger() throws IOException {
        return Ledger.read(directory.resolve("ledger"));
    }

    private FunctionSettings settings() {
        try {
            return new FunctionSettings(
                    FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, LedgerListener.class, Ledger.class),
                    LedgerListener.class.getName(), null, Duration.ofSeconds(60), 512,
                    Map.of("LEDGER", directory.resolve("ledger").toString()), RuntimeClient.NATIVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MappingSettings mapping(RabbitMqNode node, String queue) {
        QueueSettings consumed = new QueueSettings(node.uri(), null, queue, 100, false);
        BatchSettings batch = new BatchSettings(100, Duration.ofMillis(100), BatchSettings.EVENT_BYTES);
        return new MappingSettings(consumed, batch, Filters.of(List.of()), MappingSettings.DEFAULT_ARN, OnError.NACK,
                Long.MAX_VALUE, false);
    }
}
