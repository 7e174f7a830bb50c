package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.InvalidEventException;
import io.github.rabbitlambda.function.message.Message;

/**
 * What happens to the messages of a batch.
 */
class BatchLifeTest extends BatchFixture {
    @Test
    void handlesEveryMessageInOrder() throws IOException {
        TestListener listener = TestListener.with().handler(this::record);

        invoke(listener, messages(100));

        assertThat(handled).containsExactlyElementsOf(ids(100));
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).isEmpty();
    }

    @Test
    void retriesAFailingMessageAndThenParksIt() throws IOException {
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
    void aMessageThatSucceedsAtItsSecondAttemptIsProcessed() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            record(message, context);
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
    void parksUndecodableRecordsAndHandlesTheOtherMessages() throws IOException {
        TestListener listener = TestListener.with().handler(this::record);

        invoke(listener, message(0), "{\"data\":\"*\"}", message(1));

        assertThat(handled).containsExactly("m0", "m1");
        assertThat(listener.parked).singleElement()
                .satisfies(failure -> assertThat(failure.message()).startsWith("data must be the body in Base64"));
        assertThat(listener.metrics()).contains("\"Undecodable\":1", "\"Parked\":1", "\"Processed\":2", "\"Failed\":0");
    }

    @Test
    void withoutAFailureQueueTheBatchComesBackAfterEveryMessageWasHandled() {
        TestListener listener = TestListener.with("LISTENER_OUTAGE_HOLD=7").parking(new Parking.NotConfigured())
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
    void theBatchComesBackWhenParkingThrows() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=1").parking((failures, invocation) -> {
            throw new IllegalStateException("no region");
        }).handler(failing("m0", new IllegalStateException()));

        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("1 of 1 failed records can't be parked: no region");
    }

    @Test
    void anOutageStartsNoFurtherMessageAndParksNothing() {
        TestListener listener = TestListener.with("LISTENER_ATTEMPTS=1").handler((message, context) -> {
            record(message, context);
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
        assertThat(listener.metrics()).contains("\"Failed\":4,");
        assertThat(context.log()).anyMatch(line -> line.contains("the handler reports an outage"));
        assertThat(listener.parked).isEmpty();
        assertThat(listener.pauses).singleElement().satisfies(hold -> assertThat(hold)
                .isBetween(Duration.ofSeconds(45), Duration.ofSeconds(50)));
    }

    @Test
    void theHoldIsAsLongAsTheSettingSays() {
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
            record(message, context);
        });

        assertThatThrownBy(() -> invoke(listener, messages(10))).isInstanceOf(BatchFailedException.class);
        assertThat(handled.size()).isLessThan(10);
        assertThat(listener.metrics()).contains("\"Processed\":" + handled.size() + ",");
    }

    @Test
    void anOutageDuringThePauseBeforeARetryPreventsTheRetry() {
        CountDownLatch failed = new CountDownLatch(1);
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=2").pausing(duration -> {
            failed.countDown();
            while (context.log().stream().noneMatch(line -> line.contains("the handler reports an outage"))) {
                Thread.sleep(5);
            }
        }).handler((message, context) -> {
            record(message, context);
            if (id(message).equals("m0")) {
                throw new IllegalStateException();
            }
            failed.await();
            throw new OutageException("down");
        });

        assertThatThrownBy(() -> invoke(listener, messages(2))).isInstanceOf(BatchFailedException.class);
        assertThat(handled).containsExactlyInAnyOrder("m0", "m1");
    }

    @Test
    void probesAreDroppedAndCounted() throws IOException {
        TestListener listener = TestListener.with().handler(this::record);

        invoke(listener, message(0),
                Events.record("{\"headers\":{\"x-rabbitlambda-probe\":{\"bytes\":[49]}},\"messageId\":\"probe\"}"));

        assertThat(handled).containsExactly("m0");
        assertThat(listener.metrics()).contains("\"Received\":2", "\"Probes\":1", "\"Processed\":1");
    }

    @Test
    void anEmptyBatchSucceeds() {
        TestListener listener = TestListener.with().handler(this::record);

        assertThatCode(() -> invoke(listener)).doesNotThrowAnyException();
        assertThat(listener.metrics()).contains("\"Received\":0");
    }

    @Test
    void anInvalidEventFailsWithoutAHold() {
        TestListener listener = TestListener.with().handler(this::record);

        assertThatThrownBy(() -> listener.handleRequest(new ByteArrayInputStream(Events.utf8("{}")),
                OutputStream.nullOutputStream(), context)).isInstanceOf(InvalidEventException.class);
        assertThat(listener.pauses).isEmpty();
    }

    @Test
    void aDecodedBatchIsHandledTheSameWay() {
        TestListener listener = TestListener.with().handler(this::record);

        listener.handle(Batch.decode(Events.withRecords(messages(2))), context);

        assertThat(handled).containsExactly("m0", "m1");
    }
}
