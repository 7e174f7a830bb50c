package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.function.S3Server;
import io.github.rabbitlambda.function.SqsServer;
import io.github.rabbitlambda.function.TestCredentials;
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
 * Poison messages don't block the queue and don't affect other messages: every good message is processed, every poison
 * message is parked, and an outage doesn't reach the delivery limit, although the function is killed and SQS is out of
 * reach for a while.
 */
@NeedsRabbitMq
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class PoisonDrillTest {
    private static final int MESSAGES = Drill.scaled(100_000);
    private static final int KILLS = Drill.scaled(20);
    private static final Duration SQS_OUTAGE = Duration.ofSeconds(Drill.scaled(60));
    private static final Duration DOWNSTREAM_OUTAGE = Duration.ofSeconds(Drill.scaled(240));
    private static final int DELIVERY_LIMIT = 500;
    private static final String BUCKET = "failures";

    private enum Fault {
        KILL, SQS, DOWNSTREAM
    }

    @TempDir
    Path directory;

    private final Report report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
    private final RabbitMqNode node = RabbitMq.node();
    private SqsServer sqs;
    private S3Server s3;
    private Gate gate;
    private String failures;

    @BeforeEach
    void startServers() throws IOException {
        sqs = new SqsServer();
        s3 = new S3Server();
        s3.createBucket(BUCKET);
        failures = sqs.createQueue("failures");
        gate = new Gate(sqs.endpoint());
    }

    @AfterEach
    void stopServers() throws IOException {
        gate.close();
        s3.close();
        sqs.close();
    }

    @Test
    void processesGoodMessagesAndParksPoison() throws Exception {
        DrillQueue queue = DrillQueue.declare(node, DELIVERY_LIMIT);
        try (LambdaFunction function = new LambdaFunction(function(), line -> {});
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            LocalEventSource mapping = new LocalEventSource(mapping(queue), function, report);
            Future<?> run = threads.submit(() -> {
                mapping.run();
                return null;
            });
            try {
                injectFaults(queue, function);
                await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(200))
                        .until(() -> run.isDone() || isAllProcessed() && queue.messages() == 0);
            } finally {
                mapping.stop();
            }
            run.get();
        }
        assertThat(RabbitMq.ready(node, queue.name())).isZero();
        assertThat(queue.deadLettered()).isZero();
        assertNothingIsMissing();
    }

    private void injectFaults(DrillQueue queue, LambdaFunction function) throws Exception {
        List<Fault> faults = faults();
        for (int i = 0; i < faults.size(); i++) {
            int from = (int) ((long) MESSAGES * i / faults.size());
            int to = (int) ((long) MESSAGES * (i + 1) / faults.size());
            if (faults.get(i) != Fault.KILL) {
                holdOutage(faults.get(i), queue, from, to);
            } else {
                publishAndKill(queue, from, to, function);
            }
        }
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(Collections.nCopies(KILLS, Fault.KILL));
        faults.add(Fault.SQS);
        faults.add(Fault.DOWNSTREAM);
        Collections.shuffle(faults, new Random(20261122));
        return faults;
    }

    private void publishAndKill(DrillQueue queue, int from, int to, LambdaFunction function) {
        long before = report.settled();
        queue.publish(from, to);
        await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(1)).until(() -> report.settled() > before);
        ProcessHandle.of(function.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void holdOutage(Fault fault, DrillQueue queue, int from, int to) throws Exception {
        Path outage = directory.resolve("outage");
        if (fault == Fault.SQS) {
            gate.shut();
        } else {
            Files.createFile(outage);
        }
        queue.publish(from, to);
        Thread.sleep(fault == Fault.SQS ? SQS_OUTAGE : DOWNSTREAM_OUTAGE); // the length of the outage is under test
        gate.open();
        Files.deleteIfExists(outage);
    }

    private boolean isAllProcessed() throws IOException {
        return new HashSet<>(ledger()).size() == Poison.among(MESSAGES, true).size();
    }

    private List<String> ledger() throws IOException {
        return Ledger.read(directory.resolve("ledger"));
    }

    private void assertNothingIsMissing() throws IOException {
        List<String> ledger = ledger();
        assertThat(new HashSet<>(ledger)).containsExactlyInAnyOrderElementsOf(ids(true));
        List<JsonNode> parked = parked();
        List<String> parkedIds = parked.stream().map(text -> text.at("/record/basicProperties/messageId").asText())
                .toList();
        assertThat(new HashSet<>(parkedIds)).containsExactlyInAnyOrderElementsOf(ids(false));
        for (JsonNode text : parked) {
            assertThat(text.at("/undecodable").asBoolean())
                    .isEqualTo(Poison.of(text.at("/record/basicProperties/messageId").asInt()) == Poison.BROKEN);
        }
        System.out.printf(
                "poison drill: %d messages, %d kills, SQS out for %d s, downstream out for %d s: %d good ones processed (%d repetitions), "
                        + "%d poison ones parked (%d repetitions), 0 dead-lettered, 0 missing%n",
                MESSAGES, KILLS, SQS_OUTAGE.toSeconds(), DOWNSTREAM_OUTAGE.toSeconds(),
                ids(true).size(), ledger.size() - ids(true).size(), ids(false).size(),
                parkedIds.size() - ids(false).size());
    }

    private static List<String> ids(boolean good) {
        return Poison.among(MESSAGES, good).stream().map(String::valueOf).toList();
    }

    /** The parked texts; those that are in the bucket are read from there. */
    private List<JsonNode> parked() throws IOException {
        JsonMapper json = new JsonMapper();
        List<JsonNode> parked = new ArrayList<>();
        for (String body : sqs.drain(failures)) {
            JsonNode text = json.readTree(body);
            parked.add(text.path("record").isNull()
                    ? json.readTree(s3.object(BUCKET, text.at("/object/key").asText()))
                    : text);
        }
        return parked;
    }

    private FunctionSettings function() throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("LEDGER", directory.resolve("ledger").toString(),
                "OUTAGE", directory.resolve("outage").toString()));
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", TestCredentials.ID, "AWS_SECRET_ACCESS_KEY",
                TestCredentials.SECRET,
                "AWS_ENDPOINT_URL_SQS", gate.endpoint().toString(), "AWS_ENDPOINT_URL_S3", s3.endpoint().toString()));
        environment.putAll(Map.of("LISTENER_FAILURE_QUEUE_URL", failures, "LISTENER_FAILURE_BUCKET", BUCKET,
                "LISTENER_CONCURRENCY", "16",
                "LISTENER_BACKOFF_MILLIS", "5", "LISTENER_OUTAGE_HOLD", "2"));
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, DrillFunction.class,
                PoisonListener.class, Poison.class, Ledger.class);
        return new FunctionSettings(archive, DrillFunction.class.getName(), null, Duration.ofSeconds(60), 1024,
                environment,
                RuntimeClient.NATIVE);
    }

    private static MappingSettings mapping(DrillQueue queue) {
        QueueSettings consumed = new QueueSettings(queue.node().uri(), null, queue.name(), 100, false);
        BatchSettings batch = new BatchSettings(100, Duration.ofMillis(100), BatchSettings.EVENT_BYTES);
        return new MappingSettings(consumed, batch, Filters.of(List.of()), MappingSettings.DEFAULT_ARN, OnError.NACK,
                Long.MAX_VALUE, false);
    }
}
