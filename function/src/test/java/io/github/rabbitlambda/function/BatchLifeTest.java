package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.amazonaws.services.lambda.runtime.Context;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of the messages of a batch.
 */
class BatchLifeTest {
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final TestContext context = new TestContext();

    @Test
    void handlesEveryMessageInOrder() throws IOException {
        TestListener listener = TestListener.with().handler(this::note);

        invoke(listener, messages(100));

        assertThat(handled).containsExactlyElementsOf(ids(100));
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).isEmpty();
    }

    @Test
    void triesAFailingMessageAgainAndThenParksIt() throws IOException {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=4", "LISTENER_BACKOFF_MILLIS=100")
                .handler(failing("m1", new IllegalArgumentException("bad order")));

        invoke(listener, messages(3));

        assertThat(handled).containsExactly("m0", "m1", "m1", "m1", "m1", "m2");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(failure.message()).isEqualTo("bad order");
            assertThat(((Message) failure.delivery()).properties().messageId()).contains("m1");
        });
        assertThat(listener.pauses).satisfiesExactly(first -> assertThat(first).isBetween(millis(50), millis(100)),
                second -> assertThat(second).isBetween(millis(100), millis(200)),
                third -> assertThat(third).isBetween(millis(200), millis(400)));
    }

    @Test
    void aMessageThatWorksTheSecondTimeIsDone() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            note(message, context);
            if (handled.size() == 1) {
                throw new IOException("once");
            }
        });

        invoke(listener, messages(1));

        assertThat(handled).containsExactly("m0", "m0");
        assertThat(listener.parked).isEmpty();
        assertThat(listener.metrics()).contains("\"Retried\":1", "\"Processed\":1", "\"Parked\":0");
    }

    @Test
    void parksUndecodableRecordsRawAndHandlesTheirNeighbours() throws IOException {
        TestListener listener = TestListener.with().handler(this::note);

        invoke(listener, message(0), "{\"data\":\"*\"}", message(1));

        assertThat(handled).containsExactly("m0", "m1");
        assertThat(listener.parked).singleElement()
                .satisfies(failure -> assertThat(failure.message()).startsWith("data must be the body in Base64"));
        assertThat(listener.metrics()).contains("\"Undecodable\":1", "\"Parked\":1", "\"Processed\":2", "\"Failed\":0");
    }

    @Test
    void withoutAFailureQueueTheBatchComesBackAfterEveryMessageHadItsTurn() {
        TestListener listener = TestListener.with("LISTENER_OUTAGE_HOLD=7").parking(Parking.none())
                .handler(failing("m0", new IllegalStateException("secret")));

        assertThatThrownBy(() -> invoke(listener, messages(3))).isInstanceOf(BatchFailedException.class)
                .hasMessage(
                        "the whole batch comes back (3 records, 2 processed): 1 of 1 failed records can't be parked:"
                                + " no failure queue is configured (LISTENER_FAILURE_QUEUE_URL is not set)");
        assertThat(handled).containsExactly("m0", "m0", "m0", "m1", "m2");
        assertThat(listener.pauses).last().isEqualTo(Duration.ofSeconds(7));
        assertThat(listener.metrics()).contains("\"Failed\":1", "\"Parked\":0");
    }

    @Test
    void aParkingThatThrowsBringsTheBatchBack() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=1").parking((failures, invocation) -> {
            throw new IllegalStateException("no region");
        }).handler(failing("m0", new IllegalStateException()));

        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("1 of 1 failed records can't be parked: no region");
    }

    @Test
    void anOutageStartsNoFurtherMessageAndParksNothing() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=1").handler((message, context) -> {
            note(message, context);
            switch (id(message)) {
                case "m1" -> throw new IllegalStateException("its own fault");
                case "m2" -> throw new OutageException("database is down");
                default -> {
                }
            }
        });

        assertThatThrownBy(() -> invoke(listener, messages(5))).isInstanceOf(BatchFailedException.class).hasMessage(
                "the whole batch comes back (5 records, 1 processed): the handler reported an outage");
        assertThat(handled).containsExactly("m0", "m1", "m2");
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).singleElement().satisfies(hold -> assertThat(hold)
                .isBetween(Duration.ofSeconds(45), Duration.ofSeconds(50)));
    }

    @Test
    void theHoldIsAsLongAsTheSettingWhereThereIsTime() {
        TestListener listener = TestListener.with("LISTENER_OUTAGE_HOLD=0").handler((message, context) -> {
            throw new OutageException("down", new IOException());
        });

        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(BatchFailedException.class);
        assertThat(listener.pauses).containsExactly(Duration.ZERO);
    }

    @Test
    void inAnOutageRunningMessagesFinish() {
        CountDownLatch outage = new CountDownLatch(1);
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2").handler((message, context) -> {
            if (id(message).equals("m0")) {
                outage.countDown();
                throw new OutageException("down");
            }
            outage.await();
            note(message, context);
        });

        assertThatThrownBy(() -> invoke(listener, messages(10))).isInstanceOf(BatchFailedException.class);
        assertThat(handled.size()).isLessThan(10);
        assertThat(listener.metrics()).contains("\"Processed\":" + handled.size() + ",");
    }

    @Test
    void whatIsNotStartedInTimeComesBack() {
        TestContext short1 = new TestContext(Duration.ofSeconds(1));
        TestListener listener = TestListener.with("LISTENER_RESERVE_MILLIS=900").handler((message, context) -> {
            note(message, context);
            Thread.sleep(200);
        });

        assertThatThrownBy(() -> invoke(listener, short1, messages(20))).isInstanceOf(BatchFailedException.class)
                .hasMessageMatching("the whole batch comes back \\(20 records, [12] processed\\): the time was over");
        assertThat(handled.size()).isBetween(1, 4);
        assertThat(listener.parked).isEmpty();
        assertThat(short1.getRemainingTimeInMillis()).isPositive();
    }

    @Test
    void aMessageIsNotTriedAgainWhenThereIsNoTime() throws IOException {
        TestListener listener = TestListener.with("LISTENER_BACKOFF_MILLIS=60000")
                .handler(failing("m0", new IllegalStateException()));

        invoke(listener, new TestContext(Duration.ofSeconds(20)), messages(1));

        assertThat(handled).containsExactly("m0");
        assertThat(listener.pauses).isEmpty();
        assertThat(listener.parked).singleElement().matches(failure -> failure.attempts() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatHangsIsParkedAndTheNextIsHandled(boolean endsWhenInterrupted) throws IOException {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            note(message, context);
            hangIf(id(message).equals("m1"), endsWhenInterrupted);
        });

        invoke(listener, messages(4));

        assertThat(handled).containsExactly("m0", "m1", "m2", "m3");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(((Message) failure.delivery()).properties().messageId()).contains("m1");
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.type()).isEqualTo(endsWhenInterrupted
                    ? "java.lang.InterruptedException"
                    : HandlerHangsException.class.getName());
        });
        assertThat(listener.metrics()).contains("\"Processed\":3", "\"Parked\":1");
    }

    @Test
    void byDefaultAMessageMayTakeHalfOfTheTime() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            note(message, context);
            hangIf(id(message).equals("m0"), true);
        });

        // 2 s are left without the reserve, so m0 is interrupted after one
        invoke(listener, new TestContext(Duration.ofSeconds(4)), messages(3));

        assertThat(handled).containsExactly("m0", "m1", "m2");
        assertThat(listener.parked).hasSize(1);
    }

    @Test
    void aMessageThatMakesAnOutageOfItsInterruptionIsParkedAllTheSame() throws IOException {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            try {
                hangIf(id(message).equals("m0"), true);
            } catch (InterruptedException e) {
                throw new OutageException("no connection", e);
            }
            note(message, context);
        });

        invoke(listener, messages(2));

        assertThat(handled).containsExactly("m1");
        assertThat(listener.parked).hasSize(1);
    }

    @Test
    void aMessageThatIsInterruptedAtTheEndOfTheTimeComesBack() {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=60")
                .handler((message, context) -> hangIf(true, true));

        assertThatThrownBy(() -> invoke(listener, new TestContext(Duration.ofSeconds(1)), messages(2)))
                .isInstanceOf(BatchFailedException.class).hasMessageEndingWith("the time was over");
        assertThat(listener.parked).isEmpty();
    }

    private static void hangIf(boolean hangs, boolean endsWhenInterrupted) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (hangs) {
            try {
                never.await();
            } catch (InterruptedException e) {
                if (endsWhenInterrupted) {
                    throw e;
                }
            }
        }
    }

    @Test
    void probesAreDroppedAndCounted() throws IOException {
        TestListener listener = TestListener.with().handler(this::note);

        invoke(listener, message(0),
                Events.record("{\"headers\":{\"x-rabbitlambda-probe\":{\"bytes\":[49]}},\"messageId\":\"probe\"}"));

        assertThat(handled).containsExactly("m0");
        assertThat(listener.metrics()).contains("\"Received\":2", "\"Probes\":1", "\"Processed\":1");
    }

    @Test
    void anEmptyBatchIsDone() {
        TestListener listener = TestListener.with().handler(this::note);

        assertThatCode(() -> invoke(listener)).doesNotThrowAnyException();
        assertThat(listener.metrics()).contains("\"Received\":0");
    }

    @Test
    void anEventThatIsNoneFailsWithoutAHold() {
        TestListener listener = TestListener.with().handler(this::note);

        assertThatThrownBy(() -> listener.handleRequest(new ByteArrayInputStream(Events.utf8("{}")),
                OutputStream.nullOutputStream(), context)).isInstanceOf(InvalidEventException.class);
        assertThat(listener.pauses).isEmpty();
    }

    @Test
    void theAdaptersBatchHasTheSameLife() {
        TestListener listener = TestListener.with().handler(this::note);

        listener.handle(Batch.decode(Events.withRecords(messages(2))), context);

        assertThat(handled).containsExactly("m0", "m1");
    }

    private void note(Message message, Context context) {
        handled.add(id(message));
    }

    private MessageHandler failing(String id, Exception failure) {
        return (message, context) -> {
            note(message, context);
            if (id(message).equals(id)) {
                throw failure;
            }
        };
    }

    private static String id(Message message) {
        return message.properties().messageId().orElseThrow();
    }

    private void invoke(TestListener listener, String... records) throws IOException {
        invoke(listener, context, records);
    }

    private static void invoke(TestListener listener, TestContext context, String... records) throws IOException {
        listener.handleRequest(new ByteArrayInputStream(Events.withRecords(records)), OutputStream.nullOutputStream(),
                context);
    }

    private static String[] messages(int count) {
        return IntStream.range(0, count).mapToObj(BatchLifeTest::message).toArray(String[]::new);
    }

    private static List<String> ids(int count) {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> ids.add("m" + i));
        return ids;
    }

    private static String message(int number) {
        return Events.record("{\"messageId\":\"m" + number + "\"}");
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
