package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.function.message.Message;

/**
 * Messages that take too long, of a batch that comes back: each delivery parks or marks one of them, and none that is only slow.
 */
class HangingMessagesTest extends BatchFixture {
    // a second, of which the reserve takes half
    @ParameterizedTest
    @CsvSource({"1, true", "1, false", "4, true", "4, false"})
    void hangingMessagesOfABatchAreParkedOneAfterTheOther(int concurrency, boolean endsWhenInterrupted)
            throws IOException {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=" + concurrency, "LISTENER_MESSAGE_SECONDS=60")
                .handler((message, context) -> {
                    record(message, context);
                    hangIf(List.of("m1", "m2").contains(id(message)), endsWhenInterrupted);
                });
        int deliveries = 1;
        boolean settled = settles(listener, messages(4));
        while (!settled) {
            deliveries++;
            settled = settles(listener, redelivered(0), redelivered(1), redelivered(2), redelivered(3));
        }

        assertThat(deliveries).isLessThanOrEqualTo(7);
        assertThat(handled).contains("m0", "m3");
        assertThat(listener.parked.stream().map(failure -> id((Message) failure.delivery())))
                .containsExactly("m1", "m2");
        assertThat(listener.parked).allSatisfy(failure -> assertThat(failure.message()).isEqualTo(
                "the function ended while this message was in work, 2 times; last: the invocation's time was over"));
    }

    @Test
    void aMessageThatWasInterruptedIsNotTriedAgainWhenItsBatchComesBack() throws IOException {
        AtomicInteger outages = new AtomicInteger();
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            record(message, context);
            hangIf(id(message).equals("m0"), true);
            if (outages.getAndIncrement() == 0) {
                throw new OutageException("down");
            }
        });
        assertThatThrownBy(() -> invoke(listener, messages(2))).isInstanceOf(BatchFailedException.class);

        invoke(listener, redelivered(0), redelivered(1));

        assertThat(handled).containsExactly("m0", "m1", "m1");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(failure.errorType()).isEqualTo("java.util.concurrent.TimeoutException");
            assertThat(failure.message()).isEqualTo(
                    "the handler ran for more than 1000 ms in an earlier delivery, whose batch had to come back");
        });
    }

    /** A batch that is too large for the time is not the fault of the message that is in work at its end. */
    @Test
    void aMessageThatIsOnlySlowIsProcessedAtItsSecondDelivery() {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            Thread.sleep(200);
            record(message, context);
        });
        settles(listener, messages(4));
        for (int delivery = 0; delivery < 6; delivery++) {
            settles(listener, redelivered(0), redelivered(1), redelivered(2), redelivered(3));
        }

        assertThat(handled).contains("m0", "m1");
        assertThat(listener.parked).isEmpty();
    }

    /** Suspected ones are handled one at a time, which takes longer. */
    @Test
    void inATimeOfSlownessNoMessageIsParked() {
        TestListener listener = TestListener.with("LISTENER_CONCURRENCY=4", "LISTENER_MESSAGE_SECONDS=1")
                .handler((message, context) -> {
                    Thread.sleep(200);
                    record(message, context);
                });
        settles(listener, messages(16));
        String[] again = IntStream.range(0, 16).mapToObj(SuspectedMessagesTest::redelivered).toArray(String[]::new);
        for (int delivery = 0; delivery < 6; delivery++) {
            settles(listener, again);
        }

        assertThat(listener.parked).isEmpty();
    }
}
