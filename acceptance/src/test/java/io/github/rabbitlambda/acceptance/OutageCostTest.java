package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.rabbitmq.http.client.domain.PolicyInfo;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;

/** What an outage costs: with a broker that delays what comes back, and with a listener that holds instead. */
@NeedsRabbitMq
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class OutageCostTest {
    /** In the drill, ten minutes and what the stacks declare by default; otherwise all a twentieth. */
    private static final Duration OUTAGE = Duration.ofSeconds(Drill.scaled(600));
    private static final int DELAY = Drill.scaled(60);
    private static final int DELAY_LIMIT = Drill.scaled(300);
    private static final int LONG_HOLD = Drill.scaled(60);
    private static final int SHORT_HOLD = 1;
    private static final int DELIVERY_LIMIT = 500;

    @TempDir
    Path directory;

    private final RabbitMqNode node = RabbitMq.node();

    private record Setup(String name, int messages, int hold, boolean delayed) {}

    private record Result(Setup setup, OutageCost cost, Duration recovery, long overtaken) {
        @Override
        public String toString() {
            return "%s, %d messages: %d failed invocations, %.0f s; everything processed %.0f s after the outage; %d messages"
                    .formatted(setup.name, setup.messages, cost.failedInvocations(), cost.failing().toMillis() / 1e3,
                            recovery.toMillis() / 1e3, overtaken)
                    + " were processed after a later one";
        }
    }

    @BeforeEach
    void assumeDelayedRetry() {
        String version = node.version();
        assumeThat(Version.parse(version)).as("RabbitMQ %s delays retries from 4.3 on", version)
                .isGreaterThanOrEqualTo(Version.parse("4.3"));
    }

    @Test
    void isAFractionWhereTheBrokerDelaysRetries() throws Exception {
        List<Result> results = run(List.of(new Setup("held", 100, LONG_HOLD, false),
                new Setup("delayed", 100, SHORT_HOLD, true), new Setup("held", 1000, LONG_HOLD, false),
                new Setup("delayed", 1000, SHORT_HOLD, true), new Setup("delayed", 10_000, SHORT_HOLD, true)));

        results.forEach(result -> System.out.printf("an outage of %d s: %s%n", OUTAGE.toSeconds(), result));
        assertThat(results.get(1).cost().failing()).isLessThan(results.get(0).cost().failing().minusSeconds(5));
        assertThat(results).allSatisfy(result -> assertThat(result.cost().failing())
                .isLessThan(OUTAGE.plusSeconds(LONG_HOLD + 5)));
    }

    private List<Result> run(List<Setup> setups) throws Exception {
        List<Future<Result>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(setups.size())) {
            for (Setup setup : setups) {
                Path place = Files.createDirectories(directory.resolve(setup.name + setup.messages));
                running.add(threads.submit(() -> run(setup, place)));
            }
            List<Result> results = new ArrayList<>();
            for (Future<Result> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }

    private Result run(Setup setup, Path place) throws Exception {
        Path outage = Files.createFile(place.resolve("outage"));
        DrillQueue queue = DrillQueue.declare(node, DELIVERY_LIMIT);
        if (setup.delayed) {
            delay(queue);
        }
        RabbitMq.publish(node, queue.name(), IntStream.range(0, setup.messages)
                .mapToObj(number -> String.valueOf(number).getBytes(StandardCharsets.UTF_8)).toList());
        try (LambdaFunction function = new LambdaFunction(function(setup, place), line -> {});
                ExecutorService clock = Executors.newSingleThreadExecutor()) {
            assertThat(function.start()).isNull();
            OutageCost cost = new OutageCost(function, setup.messages);
            Future<Long> end = clock.submit(() -> end(outage));
            cost.measure(node.uri(), queue.name());
            assertThat(queue.deadLettered()).isZero();
            return new Result(setup, cost, cost.since(end.get()), OutageCost.overtaken(place.resolve("ledger")));
        }
    }

    private static long end(Path outage) throws IOException, InterruptedException {
        Thread.sleep(OUTAGE); // the length of the outage is under test
        Files.delete(outage);
        return System.nanoTime();
    }

    /** As the stacks declare it. */
    private void delay(DrillQueue queue) {
        Map<String, Object> definition = Map.of("delivery-limit", DELIVERY_LIMIT, "delayed-retry-type", "all",
                "delayed-retry-min", DELAY * 1000, "delayed-retry-max", DELAY_LIMIT * 1000);
        RabbitMq.management(node).declarePolicy("/", "delay-" + queue.name(),
                new PolicyInfo("^" + queue.name() + "$", 1, "quorum_queues", definition));
    }

    private static FunctionSettings function(Setup setup, Path place) throws IOException {
        Path archive = FunctionArchive.write(place, FunctionArchive.FUNCTION_JAR, OutageListener.class, Ledger.class);
        return new FunctionSettings(archive, OutageListener.class.getName(), null, Duration.ofSeconds(120), 512,
                Map.of("LEDGER", place.resolve("ledger").toString(), "OUTAGE", place.resolve("outage").toString(),
                        "LISTENER_OUTAGE_HOLD", String.valueOf(setup.hold)),
                RuntimeClient.NATIVE);
    }
}
