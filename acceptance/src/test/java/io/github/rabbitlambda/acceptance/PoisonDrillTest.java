package io.github.rabbitlambda.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.acceptance.Gate.Direction;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/**
 * Poison messages don't block the queue and don't affect other messages, whatever a handler does with them and whatever
 * goes wrong around it: every good message is processed, every poison message is parked, each key's order is kept, and
 * nothing is dead-lettered. One function handles one message at a time, another one sixteen; both have the same broker and
 * the same faults at the same time.
 */
@NeedsRabbitMq
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class PoisonDrillTest {
    private static final int MESSAGES = Drill.scaled(20_000);
    private static final List<Integer> CONCURRENCIES = List.of(1, 16);
    private static final Duration SILENCE = Duration.ofMillis(Drill.scaled(30_000));
    private static final Duration OUTAGE = Duration.ofMillis(Drill.scaled(60_000));
    private static final int DELIVERY_LIMIT = 500;

    @TempDir
    Path directory;

    private final List<DrillRun> runs = new ArrayList<>();
    private RabbitMqNode node;
    private Gate network;
    private Path logs;
    private DrillServices services;

    @BeforeEach
    void startServers() throws IOException {
        services = new DrillServices(directory);
        node = RabbitMq.start(Optional.empty());
        logs = Files.createTempDirectory(Files.createDirectories(Path.of("target", "drill")), "run");
        network = new Gate(URI.create("amqp://127.0.0.1:" + node.uri().port()));
    }

    @AfterEach
    void stopServers() throws IOException {
        runs.forEach(DrillRun::close);
        network.close();
        node.close();
        services.close();
    }

    @Test
    void processesGoodMessagesAndParksPoison() throws Exception {
        long started = System.nanoTime();
        for (int concurrency : CONCURRENCIES) {
            runs.add(start(concurrency));
        }
        List<DrillFault> faults = DrillFault.schedule();
        for (int i = 0; i < faults.size(); i++) {
            long settled = (long) MESSAGES * runs.size() * (i + 1) / (faults.size() + 1);
            awaitProgress(Duration.ofMillis(5), () -> runs.stream().mapToLong(DrillRun::settled).sum() >= settled);
            inject(faults.get(i));
        }
        awaitProgress(Duration.ofMillis(500), () -> runs.stream().allMatch(DrillRun::isOver));
        Duration time = Duration.ofNanos(System.nanoTime() - started);
        System.out.printf("poison drill: RabbitMQ %s, %d faults in %d s; logs in %s%n", node.version(),
                faults.size(), time.toSeconds(), logs);
        List<DrillResult> results = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            results.add(services.result(CONCURRENCIES.get(i), runs.get(i)));
        }
        results.forEach(DrillResult::print);
        results.forEach(DrillResult::assertNothingIsMissing);
    }

    private DrillRun start(int concurrency) throws IOException {
        int from = runs.size() * MESSAGES;
        return new DrillRun(DrillQueue.declare(node, DELIVERY_LIMIT), network, services.function(concurrency),
                new DrillPublisher.Ids(from, from + MESSAGES),
                logs.resolve("concurrency-" + concurrency));
    }

    private void awaitProgress(Duration interval, Callable<Boolean> isReached) {
        await().forever().pollDelay(Duration.ZERO).pollInterval(interval).until(() -> {
            for (DrillRun run : runs) {
                run.requireProgress();
            }
            return isReached.call();
        });
    }

    private void inject(DrillFault fault) throws Exception {
        switch (fault) {
            case KILL -> runs.forEach(DrillRun::killFunction);
            case CUT -> network.cut();
            case SILENCE_TO_BROKER -> {
                silence(EnumSet.of(Direction.TO_SERVER));
                network.resume();
            }
            case SILENCE_FROM_BROKER -> silenceAndCut(EnumSet.of(Direction.TO_CLIENT));
            case SILENCE -> silenceAndCut(EnumSet.allOf(Direction.class));
            case RESTART -> {
                node.kill();
                node.restart();
            }
            case SQS_OUTAGE -> services.holdSqsOutage(OUTAGE);
            case DOWNSTREAM_OUTAGE -> services.holdDownstreamOutage(OUTAGE);
        }
    }

    private void silenceAndCut(Set<Direction> directions) throws Exception {
        silence(directions);
        network.cut();
        network.resume();
    }

    private void silence(Set<Direction> directions) throws InterruptedException {
        network.stall(directions);
        Thread.sleep(SILENCE); // the length of the silence is under test
    }
}
