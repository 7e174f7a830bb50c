package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.environment.Environments;
import io.github.rabbitlambda.function.environment.ExecutionEnvironment;
import io.github.rabbitlambda.function.environment.MessageMarks;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;

/**
 * A message that was in work when the function ended is handled alone, and parked when that happens again.
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

    private static Message message(String record) {
        return (Message) Events.only(record);
    }
}
