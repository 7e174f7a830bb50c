package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.amazonaws.services.lambda.runtime.Context;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Fixtures;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * The listener with an idempotency table, on a DynamoDB server.
 */
class IdempotencyTest {
    private static DynamoDbServer server;
    private static int tables;

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private String table = "";

    @BeforeAll
    static void start() {
        server = new DynamoDbServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createTable() {
        table = "table-" + tables++;
        server.createTable(table);
    }

    @Test
    void aRedeliveredMessageIsNotHandledTwice() {
        TestListener listener = listener(this::handle);

        listener.handle(batch("a", "b"), new TestContext());
        listener.handle(batch("b", "c", "a"), new TestContext());

        assertThat(handled).containsExactly("a", "b", "c");
        assertThat(listener.metrics().lines()).satisfiesExactly(first -> assertThat(first).contains("\"Duplicates\":0"),
                second -> assertThat(second).contains("\"Duplicates\":2", "\"Processed\":1", "\"Failed\":0"));
    }

    @Test
    void theSameMessageTwiceInOneBatchIsHandledOnce() {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=8").pausing(Thread::sleep).ledger(ledger())
                .handler(this::handle);

        listener.handle(batch("a", "a", "a", "b"), new TestContext());

        assertThat(handled).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void theSameIdInAnotherQueueIsAnotherMessage() {
        TestListener listener = listener(this::handle);

        listener.handle(Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{\"a::/\":[" + record("x") + "],\"b::/\":["
                + record("x") + "]}}")), new TestContext());

        assertThat(handled).containsExactly("x", "x");
    }

    @Test
    void messagesWithoutIdAreHandledUncheckedAndCounted() {
        TestListener listener = listener(this::handle);

        listener.handle(Batch.decode(Events.withRecords("{\"data\":\"\"}", "{\"data\":\"\"}", record("a"))),
                new TestContext());

        assertThat(handled).containsExactly("-", "-", "a");
        assertThat(listener.metrics()).contains("\"Unchecked\":2", "\"Processed\":3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22-empty-message-ids", "23-blank-message-ids"})
    void messagesWithABlankIdAreHandledUncheckedAndCounted(String fixture) {
        List<String> bodies = new CopyOnWriteArrayList<>();
        TestListener listener = listener((message, context) -> bodies.add(message.body().text()));

        listener.handle(Batch.decode(Fixtures.event(fixture)), new TestContext());

        assertThat(bodies).containsExactly("order 0", "order 1", "order 2");
        assertThat(listener.metrics()).contains("\"Unchecked\":3", "\"Processed\":3", "\"Duplicates\":0");
    }

    @Test
    void aBlankKeyOfTheUserIsNone() {
        TestListener listener = listener(this::handle).identifiedBy(message -> Optional.of("\u200b"));

        listener.handle(batch("a", "b"), new TestContext());

        assertThat(handled).containsExactly("a", "b");
        assertThat(listener.metrics()).contains("\"Unchecked\":2");
    }

    @Test
    void keysThatDifferOnlyInHalfASurrogatePairAreDifferent() {
        TestListener listener = listener(this::handle)
                .identifiedBy(message -> Optional.of(id(message).equals("a") ? "x\ud83d" : "x\ud83c"));

        listener.handle(batch("a", "b", "a"), new TestContext());

        assertThat(handled).containsExactly("a", "b");
        assertThat(listener.metrics()).contains("\"Duplicates\":1");
    }

    @Test
    void theSameIdOfTheSameQueueOnAnotherBrokerIsAnotherMessage() {
        TestListener listener = listener(this::handle);

        for (String broker : List.of("b-1", "b-2", "b-1")) {
            listener.handle(Batch.decode(Events.utf8("{\"eventSourceArn\":\"" + broker
                    + "\",\"rmqMessagesByQueue\":{\"a::/\":[" + record("x") + "]}}")), new TestContext());
        }

        assertThat(handled).containsExactly("x", "x");
    }

    @Test
    void aHandlerThatLeavesItsThreadInterruptedDoesNotStopTheNextMessages() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=2").ledger(ledger())
                .handler((message, context) -> {
                    handle(message, context);
                    Thread.currentThread().interrupt();
                    if (id(message).equals("b")) {
                        throw new IllegalStateException();
                    }
                });

        listener.handle(batch("a", "b", "c"), new TestContext());
        listener.handle(batch("a", "c"), new TestContext());

        assertThat(handled).containsExactly("a", "b", "b", "c");
        assertThat(listener.parked).singleElement().matches(failure -> failure.attempts() == 2);
    }

    @Test
    void theBatchComesBackWhenTheTableFailsInAnUnexpectedWay() {
        TestContext context = new TestContext();
        TestListener listener = TestListener.with().ledger(new Ledger() {
            @Override
            public ClaimResult claim(Claim claim, Deadline deadline) {
                throw new NoClassDefFoundError("software/amazon/awssdk/Missing");
            }

            @Override
            public void done(Claim claim) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void release(Claim claim) {
                throw new UnsupportedOperationException();
            }
        }).handler(this::handle);

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), context)).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("the idempotency table can't be reached");
        assertThat(handled).isEmpty();
        assertThat(context.log())
                .anyMatch(line -> line.contains("NoClassDefFoundError: software/amazon/awssdk/Missing"));
    }

    @Test
    void aMessageThatWasParkedIsHandledWhenItIsPutBack() {
        AtomicBoolean broken = new AtomicBoolean(true);
        TestListener listener = listener((message, context) -> {
            if (broken.get()) {
                throw new IllegalStateException();
            }
            handle(message, context);
        });

        listener.handle(batch("a"), new TestContext());
        assertThat(listener.parked).hasSize(1);
        broken.set(false);
        listener.handle(batch("a"), new TestContext());

        assertThat(handled).containsExactly("a");
    }

    @Test
    void afterAnOutageTheMessageIsHandled() {
        AtomicBoolean down = new AtomicBoolean(true);
        TestListener listener = listener((message, context) -> {
            if (id(message).equals("b") && down.get()) {
                throw new OutageException("down");
            }
            handle(message, context);
        });

        assertThatThrownBy(() -> listener.handle(batch("a", "b", "c"), new TestContext()))
                .isInstanceOf(BatchFailedException.class);
        down.set(false);
        listener.handle(batch("a", "b", "c"), new TestContext());

        assertThat(handled).containsExactly("a", "b", "c");
    }

    @Test
    void twoSimultaneousInvocationsHandleAMessageOnce() throws Exception {
        CountDownLatch handlerStarted = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        TestListener slow = listener((message, context) -> {
            handlerStarted.countDown();
            mayReturn.await(30, TimeUnit.SECONDS);
            handle(message, context);
        });
        TestListener other = TestListener.with().ledger(ledger()).pausing(duration -> {
            mayReturn.countDown();
            Thread.sleep(duration);
        }).handler(this::handle);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> slow.handle(batch("a"), new TestContext()));
            handlerStarted.await();
            other.handle(batch("a"), new TestContext());
            first.get(30, TimeUnit.SECONDS);
        }

        assertThat(handled).containsExactly("a");
        assertThat(other.metrics()).contains("\"Duplicates\":1", "\"Processed\":0");
    }

    @Test
    void aMessageThatAnotherInvocationHoldsComesBack() {
        ledger().claim(new Ledger.Claim("|q::/|a", "somebody"), new Deadline(new TestContext(), Duration.ZERO));
        TestListener listener = listener(this::handle);

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), new TestContext()))
                .isInstanceOf(BatchFailedException.class)
                .hasMessage(
                        "the whole batch comes back (2 records, 1 processed): another invocation is processing a message");
        assertThat(handled).containsExactly("b");
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void theBatchComesBackWhenTheTableCanNotBeReached() {
        TestContext context = new TestContext();
        TestListener listener = TestListener.with().ledger(ledger("no-such-table")).handler(this::handle);

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), context)).isInstanceOf(BatchFailedException.class)
                .hasMessage(
                        "the whole batch comes back (2 records, 0 processed): the idempotency table can't be reached");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).hasSize(1);
        assertThat(context.log()).anyMatch(line -> line.contains("DynamoDB fails for the table no-such-table"));
    }

    @Test
    void aMessageCountsAsProcessedWhenOnlyRecordingItFails() {
        Ledger failsAfterClaim = new Ledger() {
            @Override
            public ClaimResult claim(Claim claim, Deadline deadline) {
                return ClaimResult.GRANTED;
            }

            @Override
            public void done(Claim claim) {
                throw new LedgerException("gone", new IllegalStateException());
            }

            @Override
            public void release(Claim claim) {
                throw new LedgerException("gone", new IllegalStateException());
            }
        };
        TestListener listener = TestListener.with().ledger(failsAfterClaim).handler(this::handle);

        listener.handle(batch("a"), new TestContext());

        assertThat(listener.metrics()).contains("\"Processed\":1", "\"Failed\":0");
    }

    @Test
    void aMessageWhoseKeyThrowsIsParkedAndTheOthersAreHandled() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            if (id(message).equals("a")) {
                throw new IllegalArgumentException("no key");
            }
            return message.properties().messageId();
        });

        listener.handle(batch("a", "b"), new TestContext());

        assertThat(handled).containsExactly("b");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(failure.attempts()).isZero();
            assertThat(failure.message()).isEqualTo("no key");
        });
    }

    @Test
    void aCheckedExceptionAndANullInTheIdempotencyKeyParkTheirMessages() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            switch (id(message)) {
                case "a" -> NastyThrowables.<RuntimeException>sneakyThrow(new Exception("checked"));
                case "b" -> {
                    return nullOptional();
                }
                default -> {
                }
            }
            return message.properties().messageId();
        });

        listener.handle(batch("a", "b", "c"), new TestContext());

        assertThat(handled).containsExactly("c");
        assertThat(listener.parked).extracting(Failure::message).containsExactly("checked",
                "idempotencyKey returned null; expected an Optional, which is empty for a message without a key");
    }

    @SuppressWarnings({"NullAway", "OptionalAssignedToNull"})
    private static Optional<String> nullOptional() {
        return null;
    }

    @Test
    void anOutageInTheIdempotencyKeyParksNothing() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            throw new IllegalStateException(new OutageException("no tenant service"));
        });

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), new TestContext()))
                .isInstanceOf(BatchFailedException.class).hasMessageContaining("the handler reported an outage");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void aMissingClassInTheIdempotencyKeyParksNothing() {
        TestListener listener = listener(this::handle).identifiedBy(message -> {
            throw new NoClassDefFoundError("a library");
        });

        assertThatThrownBy(() -> listener.handle(batch("a", "b"), new TestContext()))
                .isInstanceOf(BatchFailedException.class).hasMessageContaining("the function is broken");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
    }

    private TestListener listener(MessageHandler handler) {
        return TestListener.with("LISTENER_ATTEMPTS=1").ledger(ledger()).handler(handler);
    }

    private Ledger ledger() {
        return ledger(table);
    }

    private static Ledger ledger(String table) {
        return new DynamoDbLedger(server.client(), Settings.of(Map.of("LISTENER_IDEMPOTENCY_TABLE", table)),
                Clock.systemUTC());
    }

    private void handle(Message message, Context context) {
        handled.add(id(message));
    }

    private static String id(Message message) {
        return message.properties().messageId().orElse("-");
    }

    private static Batch batch(String... ids) {
        return Batch.decode(Events
                .withRecords(Arrays.stream(ids).map(IdempotencyTest::record).toArray(String[]::new)));
    }

    private static String record(String id) {
        return Events.record("{\"messageId\":\"" + id + "\"}");
    }
}
