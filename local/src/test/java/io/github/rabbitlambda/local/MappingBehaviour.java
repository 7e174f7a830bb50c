package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.local.LocalEventSource.FunctionDoesNotStart;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.TestQueue;
import io.github.rabbitlambda.local.handlers.Misbehaving;
import io.github.rabbitlambda.local.handlers.Recording;
import io.github.rabbitlambda.local.handlers.TestFunctions;
import io.github.rabbitlambda.local.handlers.Unrunnable;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** The behaviour that a mapping has on every broker; a subclass names the broker. */
@Timeout(180)
abstract class MappingBehaviour {
    static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path events;

    final String queue = TestQueue.declare(broker(), RabbitMq.QUORUM);
    final ByteArrayOutputStream output = new ByteArrayOutputStream();
    final Report report = new Report(new PrintStream(output, true, StandardCharsets.UTF_8), 3);
    final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    MappingSettings settings(OnError onError, long messages) {
        return settings(onError, messages, false);
    }

    private MappingSettings settings(OnError onError, long messages, boolean once) {
        QueueSettings consumed = new QueueSettings(broker(), null, queue, 2, settlesSingly());
        return new MappingSettings(consumed, new BatchSettings(2, Duration.ofMillis(200), BatchSettings.EVENT_BYTES),
                Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN, onError, messages, once);
    }

    FunctionSettings recording(int failFirst) {
        return TestFunctions.settings(Recording.class,
                Map.of("RECORD_DIR", events.toString(), "FAIL_FIRST", String.valueOf(failFirst)));
    }

    void publish(String... bodies) {
        TestQueue.publish(broker(), queue,
                List.of(bodies).stream().map(body -> body.getBytes(StandardCharsets.UTF_8)).toList());
    }

    EndReason run(MappingSettings settings, FunctionSettings function) throws InterruptedException {
        return run(settings, function, report);
    }

    private EndReason run(MappingSettings settings, FunctionSettings function, Report aReport)
            throws InterruptedException {
        try (LambdaFunction lambda = new LambdaFunction(function, aReport::functionPrinted)) {
            return new LocalEventSource(settings, lambda, aReport).run();
        }
    }

    List<List<String>> recorded() throws IOException {
        List<List<String>> batches = new ArrayList<>();
        try (Stream<Path> files = Files.list(events)) {
            for (Path file : files.sorted().toList()) {
                List<String> bodies = new ArrayList<>();
                for (JsonNode message : new JsonMapper().readTree(file.toFile()).path("rmqMessagesByQueue")
                        .path(queue + "::/")) {
                    bodies.add(new String(message.path("data").binaryValue(), StandardCharsets.UTF_8)
                            + (message.path("redelivered").asBoolean() ? "*" : ""));
                }
                batches.add(bodies);
            }
        }
        return batches;
    }

    String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void acknowledgesWhatTheFunctionProcessed() throws Exception {
        publish("a", "b", "c");
        run(settings(OnError.NACK, 3), recording(0));
        assertThat(recorded()).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(TestQueue.ready(broker(), queue)).isZero();
        report.summary();
        assertThat(printed()).contains("received 3 (0 redelivered), acknowledged 3, failed 0", "2 batches, 0 failed");
    }

    @Test
    void returnsTheWholeBatchToTheQueue() throws Exception {
        publish("a", "b", "c");
        run(settings(OnError.NACK, 3), recording(1));
        assertThat(recorded()).containsExactly(List.of("a", "b"), List.of("a*", "b*"), List.of("c"));
        assertThat(printed()).contains(
                "FAILED, all of it comes back in 0.1 s: the function failed with java.lang.IllegalStateException: refused, as FAIL_FIRST asks");
        assertThat(TestQueue.ready(broker(), queue)).isZero();
    }

    @Test
    void retriesTheWholeBatchFromMemory() throws Exception {
        publish("a", "b", "c");
        run(settings(OnError.MEMORY, 3), recording(2));
        assertThat(recorded()).containsExactly(List.of("a", "b"), List.of("a", "b"), List.of("a", "b"), List.of("c"));
        assertThat(TestQueue.ready(broker(), queue)).isZero();
    }

    @Test
    void leavesNothingUnsettledWhenItIsStopped() throws Exception {
        publish("a", "b", "c", "d", "e");
        try (LambdaFunction lambda = new LambdaFunction(recording(1000), report::functionPrinted)) {
            LocalEventSource mapping = new LocalEventSource(settings(OnError.NACK, Long.MAX_VALUE), lambda, report);
            Future<EndReason> run = threads.submit(mapping::run);
            await().atMost(LIMIT).until(() -> !recorded().isEmpty());
            mapping.stop();
            assertThat(run.get()).isEqualTo(EndReason.STOPPED);
        }
        assertThat(TestQueue.ready(broker(), queue)).isEqualTo(5);
    }

    @Test
    void endsAtTheMessageLimitAndCountsFilteredMessagesToo() throws Exception {
        publish("{}", "{\"kind\":1}", "{}");
        MappingSettings plain = settings(OnError.NACK, 3);
        MappingSettings filtered = new MappingSettings(plain.queue(), plain.batch(),
                Filters.of(List.of("{\"data\":{\"kind\":[1]}}")), plain.eventSourceArn(), plain.onError(), 3, false);
        assertThat(run(filtered, recording(0))).isEqualTo(EndReason.MESSAGE_LIMIT_REACHED);
        assertThat(recorded()).containsExactly(List.of("{\"kind\":1}"));
        assertThat(TestQueue.ready(broker(), queue)).isZero();
    }

    @Test
    void countsTheMessagesOfEachRunAnew() throws Exception {
        publish("a", "b");
        assertThat(run(settings(OnError.NACK, 1), recording(0))).isEqualTo(EndReason.MESSAGE_LIMIT_REACHED);
        publish("c");
        assertThat(run(settings(OnError.NACK, 1), recording(0))).isEqualTo(EndReason.MESSAGE_LIMIT_REACHED);
        assertThat(TestQueue.ready(broker(), queue)).isZero();
    }

    @Test
    void endsAfterOneBatchEvenIfItFailed() throws Exception {
        publish("a", "b", "c");
        assertThat(run(settings(OnError.MEMORY, Long.MAX_VALUE, true), recording(1)))
                .isEqualTo(EndReason.ONE_BATCH_PROCESSED);
        assertThat(recorded()).containsExactly(List.of("a", "b"));
        assertThat(TestQueue.ready(broker(), queue)).isEqualTo(3);
    }

    @Test
    void endsWhenTheQueueIsEmptyAndEveryBatchIsSettled() throws Exception {
        publish("a", "b", "c", "d", "e");
        MappingSettings settings = settings(OnError.NACK, Long.MAX_VALUE).withUntilEmpty(true);
        assertThat(run(settings, recording(LocalEventSource.MOST_FAILURES_IN_A_ROW - 1)))
                .isEqualTo(EndReason.QUEUE_IS_EMPTY);
        assertThat(recorded().stream().skip(LocalEventSource.MOST_FAILURES_IN_A_ROW - 1).flatMap(List::stream)
                .map(body -> body.substring(0, 1))).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
        assertThat(TestQueue.ready(broker(), queue)).isZero();
        assertThat(printed()).contains("waiting for messages in \"%s\", until the queue is empty".formatted(queue));
    }

    @Test
    void doesNotEndWhileMessagesAreHereThatNoBatchHasYet() throws Exception {
        publish("a", "b", "c", "d", "e");
        MappingSettings settings = settings(OnError.NACK, Long.MAX_VALUE);
        QueueSettings prefetchingAll = new QueueSettings(broker(), null, queue, 100, settlesSingly());
        FunctionSettings slowerThanTheQuietSecond = TestFunctions.settings(Recording.class,
                Map.of("RECORD_DIR", events.toString(), "SLEEP_MILLIS", "1200"));
        assertThat(run(new MappingSettings(prefetchingAll, settings.batch(), settings.filters(),
                settings.eventSourceArn(), OnError.NACK, Long.MAX_VALUE, false, true), slowerThanTheQuietSecond))
                .isEqualTo(EndReason.QUEUE_IS_EMPTY);
        assertThat(recorded()).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void endsWhenTheQueueWasEmptyFromTheBeginning() throws Exception {
        assertThat(run(settings(OnError.NACK, Long.MAX_VALUE).withUntilEmpty(true), recording(0)))
                .isEqualTo(EndReason.QUEUE_IS_EMPTY);
    }

    @Test
    void endsWhenSoManyInvocationsFailThatTheQueueWillNotBecomeEmpty() throws Exception {
        publish("a", "b", "c");
        assertThat(run(settings(OnError.MEMORY, Long.MAX_VALUE).withUntilEmpty(true),
                recording(LocalEventSource.MOST_FAILURES_IN_A_ROW))).isEqualTo(EndReason.INVOCATIONS_KEEP_FAILING);
        assertThat(recorded()).hasSize(5);
        assertThat(TestQueue.ready(broker(), queue)).isEqualTo(3);
    }

    @Test
    void saysWhatItWaitsForAndForHowLongAtMost() throws Exception {
        publish("a");
        run(settings(OnError.NACK, 1), recording(0));
        assertThat(printed()).contains("waiting for the function to start, at most 70 s",
                "waiting for messages in \"%s\", until 1 message has left the queue".formatted(queue));
    }

    @Test
    void endsWhenNobodyReadsItsOutput() throws Exception {
        publish("a", "b");
        Report unreadReport = new Report(new PrintStream(new FailingOutput(), true, StandardCharsets.UTF_8), 3);
        assertThat(run(settings(OnError.NACK, Long.MAX_VALUE), recording(0), unreadReport))
                .isEqualTo(EndReason.OUTPUT_CLOSED);
        assertThat(recorded()).isEmpty();
        assertThat(TestQueue.ready(broker(), queue)).isEqualTo(2);
    }

    private static final class FailingOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("the reader has gone");
        }
    }

    @Test
    void consumesNothingWhenTheFunctionDoesNotStart() {
        publish("a");
        assertThatExceptionOfType(FunctionDoesNotStart.class)
                .isThrownBy(() -> run(settings(OnError.NACK, 1),
                        TestFunctions.settings(Misbehaving.class, Map.of("MISBEHAVE", "exit-at-init"))))
                .withMessageContaining("its process ended with status 7");
        assertThat(TestQueue.ready(broker(), queue)).isEqualTo(1);
    }

    @Test
    void stopsAtItsFirstInvocationWhenAClassIsMissing() {
        publish("a", "b", "c");
        assertThatExceptionOfType(FunctionDoesNotStart.class)
                .isThrownBy(() -> run(settings(OnError.NACK, 3),
                        TestFunctions.unshaded("NeedsClassInInvocation", RuntimeClient.PLAIN)))
                .withMessage(
                        "the function can't run: the function's jar lacks %s$Dependency: put all dependencies into one jar, for example with maven-shade-plugin; its first batch went back to the queue (2 messages)",
                        Unrunnable.class.getName());
        assertThat(TestQueue.ready(broker(), queue)).isEqualTo(3);
    }

    /** The broker of the tests. */
    abstract BrokerUri broker();

    /** Whether messages must be settled one by one. */
    abstract boolean settlesSingly();
}
