package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * What happens when the time of the invocation or of one message is over.
 */
class BatchTimeTest extends BatchFixture {
    @Test
    void theBatchComesBackWhenAMessageIsNotStartedInTime() {
        TestContext oneSecond = new TestContext(Duration.ofSeconds(1));
        TestListener listener = TestListener.with("LISTENER_RESERVE_MILLIS=900").handler((message, context) -> {
            record(message, context);
            Thread.sleep(200);
        });

        assertThatThrownBy(() -> invoke(listener, oneSecond, messages(20))).isInstanceOf(BatchFailedException.class)
                .hasMessageMatching(
                        "the whole batch comes back \\(20 records, [12] processed\\): the invocation's time was over");
        assertThat(handled.size()).isBetween(1, 4);
        assertThat(listener.parked).isEmpty();
        assertThat(oneSecond.getRemainingTimeInMillis()).isPositive();
    }

    @Test
    void aMessageIsNotRetriedWhenTooLittleTimeRemains() throws IOException {
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
            record(message, context);
            hangIf(id(message).equals("m1"), endsWhenInterrupted);
        });

        invoke(listener, messages(4));

        assertThat(handled).containsExactly("m0", "m1", "m2", "m3");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(((Message) failure.delivery()).properties().messageId()).contains("m1");
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.errorType()).isEqualTo(endsWhenInterrupted
                    ? "java.lang.InterruptedException"
                    : "java.util.concurrent.TimeoutException");
            assertThat(failure.message()).matches(endsWhenInterrupted
                    ? "the handler was interrupted, because it took too long \\(1\\d{3} ms\\), and threw this: "
                    : "the handler ran for more than 1000 ms, did not end when it was interrupted and may still be"
                            + " running");
        });
        assertThat(listener.metrics()).contains("\"Processed\":3", "\"Parked\":1");
    }

    @Test
    void byDefaultAMessageMayTakeHalfOfTheTime() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            record(message, context);
            hangIf(id(message).equals("m0"), true);
        });

        // the reserve takes 2 s of 4, so m0 is interrupted after 1 s
        invoke(listener, new TestContext(Duration.ofSeconds(4)), messages(3));

        assertThat(handled).containsExactly("m0", "m1", "m2");
        assertThat(listener.parked).hasSize(1);
    }

    @Test
    void aMessageThatThrowsAnOutageBecauseItIsInterruptedIsParked() throws IOException {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            try {
                hangIf(id(message).equals("m0"), true);
            } catch (InterruptedException e) {
                throw new OutageException("no connection", e);
            }
            record(message, context);
        });

        invoke(listener, messages(2));

        assertThat(handled).containsExactly("m1");
        assertThat(listener.parked).hasSize(1);
    }

    static Stream<Throwable> consequencesOfAnInterrupt() {
        return Stream.of(new OutageException("no connection", new InterruptedException()),
                new CompletionException(new InterruptedException()),
                new InvocationTargetException(new InterruptedException()), new NoClassDefFoundError("com/example/Late"),
                new RuntimeException(new OutageException("no connection")));
    }

    @ParameterizedTest
    @MethodSource("consequencesOfAnInterrupt")
    void whateverAMessageThrowsThatTookTooLongItIsParked(Throwable thrown) throws IOException {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            record(message, context);
            throwWhenInterruptedIf(id(message).equals("m0"), thrown);
        });

        invoke(listener, messages(2));

        assertThat(handled).containsExactly("m0", "m1");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(failure.errorType()).isEqualTo(thrown.getClass().getName());
            assertThat(failure.message()).startsWith("the handler was interrupted, because it took too long (1");
        });
    }

    @ParameterizedTest
    @MethodSource("consequencesOfAnInterrupt")
    void whateverAMessageThrowsAtTheEndOfTheTimeTheTimeIsTheReason(Throwable thrown) {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=60")
                .handler((message, context) -> throwWhenInterruptedIf(true, thrown));

        assertThatThrownBy(() -> invoke(listener, new TestContext(Duration.ofSeconds(1)), messages(1)))
                .isInstanceOf(BatchFailedException.class).hasMessageEndingWith("the invocation's time was over");
        assertThat(listener.parked).isEmpty();
    }

    private static void throwWhenInterruptedIf(boolean hangs, Throwable thrown) throws Exception {
        try {
            hangIf(hangs, true);
        } catch (InterruptedException e) {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aMessageThatIsInterruptedAtTheEndOfTheTimeComesBack(int count) {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=60")
                .handler((message, context) -> hangIf(true, true));

        assertThatThrownBy(() -> invoke(listener, new TestContext(Duration.ofSeconds(1)), messages(count)))
                .isInstanceOf(BatchFailedException.class).hasMessageEndingWith("the invocation's time was over");
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void nothingIsStartedWithoutTime() {
        TestListener listener = TestListener.with().handler(this::record);

        assertThatThrownBy(() -> invoke(listener, new TestContext(Duration.ZERO), messages(2)))
                .isInstanceOf(BatchFailedException.class).hasMessageEndingWith("the invocation's time was over");
        assertThat(handled).isEmpty();
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void anInterruptedHandlerMayTakeAMomentToEnd() throws IOException {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            try {
                hangIf(true, true);
            } catch (InterruptedException e) {
                Thread.sleep(100);
                throw e;
            }
        });

        invoke(listener, messages(1));

        assertThat(listener.parked).singleElement()
                .matches(failure -> failure.errorType().equals("java.lang.InterruptedException"));
    }

    @Test
    void aHandlerThatReturnsLateDoesNotStartTheNextMessage() throws IOException {
        CountDownLatch m1Started = new CountDownLatch(1);
        CountDownLatch m0Returns = new CountDownLatch(1);
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            switch (id(message)) {
                case "m0" -> {
                    awaitIgnoringInterrupts(m1Started);
                    m0Returns.countDown();
                }
                case "m1" -> {
                    m1Started.countDown();
                    m0Returns.await();
                    Thread.sleep(200);
                    record(message, context);
                }
                default -> record(message, context);
            }
        });

        invoke(listener, messages(4));

        assertThat(handled).containsExactly("m1", "m2", "m3");
        assertThat(listener.parked).singleElement()
                .matches(failure -> failure.errorType().equals("java.util.concurrent.TimeoutException"));
    }

    @Test
    void theInterruptOfAMessageDoesNotReachTheNext() throws IOException {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").handler((message, context) -> {
            while (id(message).equals("m0") && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            if (id(message).equals("m1") && Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted for m0");
            }
        });

        invoke(listener, messages(2));

        assertThat(listener.parked).isEmpty();
    }

    @Test
    void aMessageIsInterruptedInThePauseBeforeARetry() throws IOException {
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1", "LISTENER_BACKOFF_MILLIS=20000")
                .pausing(Thread::sleep).handler(failing("m0", new IllegalStateException()));

        invoke(listener, messages(2));

        assertThat(handled).containsExactly("m0", "m1");
        assertThat(listener.parked).singleElement().matches(failure -> failure.attempts() == 1);
        assertThat(listener.metrics()).contains("\"Retried\":0");
    }

    @Test
    void anInterruptOfTheInvocationEndsIt() {
        CountDownLatch returned = new CountDownLatch(1);
        TestListener listener = TestListener.with().handler((message, context) -> returned.await());

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> invoke(listener, messages(2))).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("the invocation's time was over");
        assertThat(Thread.interrupted()).isTrue();
        returned.countDown();
    }

    @Test
    void anInterruptOfTheHoldEndsTheInvocation() {
        TestListener listener = TestListener.with().pausing(duration -> {
            throw new InterruptedException();
        }).handler(failing("m0", new OutageException("down")));

        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(BatchFailedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
