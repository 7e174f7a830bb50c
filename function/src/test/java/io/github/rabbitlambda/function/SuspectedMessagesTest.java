package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.environment.Environments;
import io.github.rabbitlambda.function.environment.ExecutionEnvironment;
import io.github.rabbitlambda.function.environment.MessageMarks;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * A message that was in work when the function or its time ended is handled alone, and parked when that happens again.
 */
class SuspectedMessagesTest extends BatchFixture {
    private static final Instant LATER = Instant.now().plusSeconds(3_600);

    @TempDir
    Path directory;

    @Test
    void aMessageThatWasInWorkAtTwoEndsIsParkedBeforeItIsTriedAgain() throws IOException {
        endProcessDuring(redelivered(1));
        endProcessDuring(redelivered(1));
        TestListener listener = listener().handler(this::record);

        invoke(listener, redelivered(0), redelivered(1), redelivered(2));

        assertThat(handled).containsExactly("m0", "m2");
        assertThat(listener.parked).singleElement().satisfies(failure -> {
            assertThat(id((Message) failure.delivery())).isEqualTo("m1");
            assertThat(failure.attempts()).isZero();
            assertThat(failure.errorType()).isEqualTo("ProcessEnded");
            assertThat(failure.message()).isEqualTo(
                    "the function ended while this message was in work, 2 times; last: the process ended");
        });
    }

    @Test
    void theNumberOfEndsIsASetting() throws IOException {
        endProcessDuring(redelivered(0));
        endProcessDuring(redelivered(0));
        TestListener listener = listener("LISTENER_MAX_CRASHES=3").handler(this::record);

        invoke(listener, redelivered(0));

        assertThat(handled).containsExactly("m0");
        assertThat(listener.parked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void suspectedMessagesAreHandledBeforeAllOthersOneAtATime(int concurrency) throws IOException {
        endProcessDuring(redelivered(2), redelivered(4));
        AtomicInteger running = new AtomicInteger();
        List<Integer> atATime = new CopyOnWriteArrayList<>();
        TestListener listener = listener("LISTENER_CONCURRENCY=" + concurrency).handler((message, context) -> {
            atATime.add(running.incrementAndGet());
            record(message, context);
            Thread.sleep(20);
            running.decrementAndGet();
        });

        invoke(listener, redelivered(0), redelivered(1), redelivered(2), redelivered(3), redelivered(4));

        assertThat(handled).startsWith("m2", "m4").hasSize(5);
        assertThat(atATime).startsWith(1, 1);
        assertThat(listener.parked).isEmpty();
    }

    @Test
    void aSuspectedMessageThatIsProcessedIsSuspectedNoMore() throws IOException {
        endProcessDuring(redelivered(0));
        invoke(listener().handler(this::record), redelivered(0));
        endProcessDuring(redelivered(0));
        TestListener listener = listener().handler(this::record);

        invoke(listener, redelivered(0));

        assertThat(listener.parked).isEmpty();
        assertThat(handled).hasSize(2);
    }

    /** What a process leaves that ends in its orderingKey is copied there. */
    @Test
    void anOrderingKeyThatEndsTheProcessIsFoundToo(@TempDir Path afterTheEnd) throws IOException {
        TestListener ending = listener("LISTENER_CONCURRENCY=2").handler(this::record).orderedBy(message -> {
            Environments.copyMarks(directory, afterTheEnd);
            return Optional.empty();
        });

        invoke(ending, redelivered(0));

        assertThat(Environments.startedIn(afterTheEnd).marks().suspicion(message(redelivered(0)))).isPresent();
        assertThat(Environments.startedIn(directory).marks().suspicion(message(redelivered(0)))).isEmpty();
    }

    /** The time-out may come while the failed messages are parked; next time they leave more time for that. */
    @Test
    void aMessageThatHasFailedIsMarkedUntilItIsParked(@TempDir Path afterTheEnd) throws IOException {
        TestListener ending = listener().parking((failures, invocation) -> {
            Environments.copyMarks(directory, afterTheEnd);
            return new Parking.Result(List.of(), "");
        }).handler(failing("m1", new IllegalStateException()));

        invoke(ending, redelivered(0), redelivered(1));

        MessageMarks next = Environments.startedIn(afterTheEnd).marks();
        assertThat(next.suspicion(message(redelivered(0)))).isEmpty();
        assertThat(next.suspicion(message(redelivered(1)))).isPresent();
        assertThat(directory.resolve("marks")).hasContent("works");
    }

    /** The next invocation may come before the process has ended. */
    @Test
    void aProcessThatIsToEndHandlesNoFurtherBatch() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with().environment(Environments.ending(ended))
                .handler(failing("m0", new OutageException("down")));
        ExecutionEnvironment environment = Environments.refusing();
        environment.requireEnd();
        TestListener lost = TestListener.with().environment(environment).handler(this::record);

        assertThatThrownBy(() -> invoke(lost, messages(1))).isInstanceOf(Environments.ProcessEnded.class);
        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(BatchFailedException.class);
        assertThat(handled).containsExactly("m0");
        assertThat(ended).isEmpty();
    }

    @Test
    void aHandlerThatEndsTheProcessIsFound(@TempDir Path afterTheEnd) throws IOException {
        TestListener ending = listener().handler((message, context) -> {
            if (id(message).equals("m1")) {
                Environments.copyMarks(directory, afterTheEnd);
            }
        });

        invoke(ending, redelivered(0), redelivered(1), redelivered(2));

        MessageMarks next = Environments.startedIn(afterTheEnd).marks();
        assertThat(next.suspicion(message(redelivered(0)))).isEmpty();
        assertThat(next.suspicion(message(redelivered(1)))).isPresent();
        assertThat(next.suspicion(message(redelivered(2)))).isEmpty();
    }

    /** It would come back for ever otherwise, also when what it was waiting for is there again. */
    @Test
    void withoutAFailureQueueSuchAMessageIsTriedAfterAllOthers() throws IOException {
        endProcessDuring(redelivered(1));
        endProcessDuring(redelivered(1));
        TestListener listener = listener().parking(new Parking.NotConfigured()).handler(this::record);

        invoke(listener, redelivered(0), redelivered(1), redelivered(2));

        assertThat(handled).containsExactly("m0", "m2", "m1");
    }

    @Test
    void aSuspectedMessageThatCantBeParkedComesBackAndStaysSuspected() throws IOException {
        endProcessDuring(redelivered(0));
        endProcessDuring(redelivered(0));
        TestListener full = listener().parking((failures, invocation) -> new Parking.Result(failures, "no SQS"))
                .handler(this::record);
        assertThatThrownBy(() -> invoke(full, redelivered(0))).isInstanceOf(BatchFailedException.class);
        TestListener listener = listener().handler(this::record);

        invoke(listener, redelivered(0));

        assertThat(handled).isEmpty();
        assertThat(listener.parked).hasSize(1);
    }

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

    @Test
    void aMessageWithWhichMemoryRunsOutTwiceIsParked() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with().environment(Environments.ending(ended))
                .handler((message, context) -> {
                    record(message, context);
                    if (id(message).equals("m1")) {
                        throw new OutOfMemoryError("made up");
                    }
                });
        assertThatThrownBy(() -> invoke(listener, messages(3))).isInstanceOf(BatchFailedException.class)
                .hasMessageEndingWith("memory or threads ran out");
        assertThat(handled).containsExactly("m0", "m1");
        assertThat(ended).containsExactly(Thread.currentThread());
        assertThat(context.log()).anyMatch(line -> line.contains("the process ends after this answer"));
        assertThatThrownBy(() -> invoke(listener, redelivered(0), redelivered(1), redelivered(2)))
                .isInstanceOf(BatchFailedException.class);
        assertThat(handled).containsExactly("m0", "m1", "m1");

        invoke(listener, redelivered(0), redelivered(1), redelivered(2));

        assertThat(handled).containsExactly("m0", "m1", "m1", "m0", "m2");
        assertThat(listener.parked).singleElement().satisfies(failure -> assertThat(failure.message()).isEqualTo(
                "the function ended while this message was in work, 2 times; last: memory ran out"));
    }

    /** A batch of one message: no other one can show that the function works. */
    @Test
    void aMessageWithWhichMemoryRunsOutIsParkedAlsoIfItIsAlone() throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {
            throw new OutOfMemoryError("made up");
        });
        assertThat(settles(listener, messages(1))).isFalse();
        assertThat(settles(listener, redelivered(0))).isFalse();

        assertThat(settles(listener, redelivered(0))).isTrue();
        assertThat(listener.parked).hasSize(1);
    }

    @Test
    void aProcessThatHasLostAThreadEndsAndSaysSo() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1").environment(Environments.ending(ended))
                .handler((message, context) -> hangIf(id(message).equals("m0"), false));

        invoke(listener, messages(2));

        assertThat(listener.parked).hasSize(1);
        assertThat(ended).containsExactly(Thread.currentThread());
        assertThat(listener.metrics()).contains("\"LostThreads\":1");
        assertThat(context.log()).anySatisfy(line -> assertThat(line).contains("the process ends after this answer",
                "a thread is lost to a handler that does not end when it is interrupted"));
    }

    @Test
    void aProcessThatHasLostNoThreadGoesOn() throws IOException {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with("LISTENER_MESSAGE_SECONDS=1", "LISTENER_CONCURRENCY=4")
                .environment(Environments.ending(ended))
                .handler((message, context) -> hangIf(id(message).equals("m0"), true));

        invoke(listener, messages(20));

        assertThat(ended).isEmpty();
        assertThat(listener.metrics()).contains("\"LostThreads\":0");
    }

    @Test
    void anErrorOutsideOfMessagesEndsTheProcessToo() {
        List<Thread> ended = new CopyOnWriteArrayList<>();
        TestListener listener = TestListener.with().environment(Environments.ending(ended)).pausing(duration -> {
            throw new OutOfMemoryError("unable to create native thread");
        }).handler(failing("m0", new OutageException("down")));

        assertThatThrownBy(() -> invoke(listener, messages(1))).isInstanceOf(OutOfMemoryError.class);
        assertThat(ended).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"x-delivery-count,2,false", "x-delivery-count,3,true", "x-acquired-count,2,false",
            "x-acquired-count,3,true"})
    void aMessageThatWasDeliveredTooOftenIsParkedIfThatIsSet(String header, int returns, boolean parked)
            throws IOException {
        TestListener listener = TestListener.with("LISTENER_MAX_DELIVERIES=3").handler(this::record);

        invoke(listener, Events.record("{\"messageId\":\"m0\",\"headers\":{\"" + header + "\":" + returns + "}}"));

        assertThat(handled.isEmpty()).isEqualTo(parked);
        assertThat(listener.parked).hasSize(parked ? 1 : 0).allSatisfy(failure -> {
            assertThat(failure.errorType()).isEqualTo("TooManyDeliveries");
            assertThat(failure.message()).isEqualTo(
                    "the message was delivered 4 times; LISTENER_MAX_DELIVERIES is 3");
        });
    }

    @Test
    void aRedeliveredMessageWithoutACountWasDeliveredTwice() throws IOException {
        TestListener listener = TestListener.with("LISTENER_MAX_DELIVERIES=2").handler(this::record);

        invoke(listener, redelivered(0));

        assertThat(handled).containsExactly("m0");
    }

    @Test
    void byDefaultAMessageMayBeDeliveredAnyNumberOfTimes() throws IOException {
        TestListener listener = TestListener.with().handler(this::record);

        invoke(listener, Events.record("{\"messageId\":\"m0\",\"headers\":{\"x-delivery-count\":1000000}}"));

        assertThat(handled).containsExactly("m0");
    }

    /** Elsewhere than in Lambda nothing is written: a unit test must not change the next one. */
    @Test
    void withoutLambdaNothingIsStored() {
        MessageMarks marks = ExecutionEnvironment.of(Map.of()).marks();
        marks.start(message(redelivered(0)), LATER);

        assertThat(ExecutionEnvironment.of(Map.of()).marks().suspicion(message(redelivered(0)))).isEmpty();
    }

    private void endProcessDuring(String... records) {
        ExecutionEnvironment environment = Environments.startedIn(directory);
        Stream.of(records).forEach(record -> environment.marks().start(message(record), LATER));
    }

    private TestListener.Builder listener(String... settings) {
        return TestListener.with(settings).environment(Environments.startedIn(directory));
    }

    private static boolean settles(TestListener listener, String... records) {
        try {
            invoke(listener, new TestContext(Duration.ofSeconds(1)), records);
            return true;
        } catch (BatchFailedException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String redelivered(int number) {
        return message(number).replace("\"redelivered\":false", "\"redelivered\":true");
    }

    private static Message message(String record) {
        return (Message) Events.only(record);
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
}
