package io.github.rabbitlambda.function.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;

/**
 * What a process knows of messages that were in work when an earlier process of its environment ended.
 */
class MessageMarksTest {
    private static final Instant LATER = Instant.now().plusSeconds(3_600);
    private static final Instant BEFORE = Instant.now().minusSeconds(1);

    @TempDir
    Path directory;

    @Test
    void aRedeliveredMessageInWorkWhenTheProcessEndedIsSuspected() {
        marks().start(redelivered("a"), LATER);

        assertThat(marks().suspicion(redelivered("a"))).hasValueSatisfying(suspicion -> {
            assertThat(suspicion.ends()).isEqualTo(1);
            assertThat(suspicion.sentence()).isEqualTo(
                    "the function ended while this message was in work, 1 time; last: the process ended");
            assertThat(suspicion.reaches(2)).isFalse();
        });
        assertThat(marks().suspicion(redelivered("b"))).isEmpty();
    }

    @Test
    void endsAreCountedOverProcesses() {
        marks().start(redelivered("a"), LATER);
        marks().start(redelivered("a"), BEFORE);

        assertThat(marks().suspicion(redelivered("a"))).hasValueSatisfying(suspicion -> {
            assertThat(suspicion.reaches(2)).isTrue();
            assertThat(suspicion.reaches(3)).isFalse();
            assertThat(suspicion.sentence()).isEqualTo(
                    "the function ended while this message was in work, 2 times; last: time-out of the function");
        });
    }

    @Test
    void aMessageThatIsDeliveredForTheFirstTimeIsNotMarked() {
        MessageMarks marks = marks();
        Message message = message("a", false);
        assertThat(marks.mustMark(message)).isFalse();
        marks.start(message, LATER);
        marks.stop(message);
        marks.endBatch(true);

        assertThat(Environments.file(directory)).isEmpty();
    }

    /** Whether Lambda has the broker redeliver a batch, or keeps it and retries it as it is, is not documented. */
    @Test
    void afterACrashEveryMessageOfTheFirstBatchIsMarked() {
        marks();
        MessageMarks second = marks();
        second.start(message("a", false), LATER);
        MessageMarks third = marks();

        assertThat(third.suspicion(message("a", false))).isPresent();
        third.endBatch(true);
        assertThat(third.mustMark(message("a", false))).isFalse();
        third.endBatch(false);
        assertThat(third.mustMark(message("a", false))).isTrue();
    }

    /** The batch may be kept and retried as it is: what the listener has seen itself counts then, too. */
    @Test
    void whatIsSuspectedIsSoWithoutARedelivery() {
        MessageMarks marks = MessageMarks.inMemory();
        marks.suspect(message("a", false), Suspicion::outOfMemory);
        marks.endBatch(false);

        assertThat(marks.suspicion(message("a", false))).isPresent();
        assertThat(marks.suspicion(message("b", false))).isEmpty();
        marks.endBatch(true);
        assertThat(marks.suspicion(message("a", false))).as("for batches in peace").isEmpty();
    }

    @Test
    void anEndOfTheTimeWithoutItsOwnTimeCountsOnce() {
        MessageMarks marks = MessageMarks.inMemory();
        for (int i = 0; i < 5; i++) {
            marks.suspect(message("a", false), suspicion -> suspicion.atEndOfTime(false));
        }
        assertThat(marks.suspicion(redelivered("a")).orElseThrow().ends()).isEqualTo(1);
        marks.suspect(message("a", false), MessageMarksTest::more);
        assertThat(marks.suspicion(redelivered("a")).orElseThrow().ends()).isEqualTo(2);
    }

    @Test
    void aMessageThatHasFailedIsStillMarkedAndItsErrorIsKnown() {
        MessageMarks marks = marks();
        Message message = redelivered("a");
        marks.start(message, LATER);
        marks.fail(message, "java.lang.IllegalStateException");

        assertThat(marks().suspicion(redelivered("a")).orElseThrow().sentence()).isEqualTo(
                "the function ended while this message was in work, 1 time; last: the process ended, before it was parked"
                        + " for java.lang.IllegalStateException");
    }

    @Test
    void aMessageThatIsNotInWorkAnyMoreIsNotSuspected() {
        MessageMarks marks = marks();
        Message message = redelivered("a");
        marks.start(message, LATER);
        marks.stop(message);

        assertThat(marks().suspicion(redelivered("a"))).isEmpty();
    }

    @Test
    void aMessageThatStopsStaysSuspectedForItsEarlierEnds() {
        marks().start(redelivered("a"), LATER);
        MessageMarks second = marks();
        Message message = redelivered("a");
        second.start(message, LATER);
        second.stop(message);

        assertThat(marks().suspicion(redelivered("a"))).hasValueSatisfying(
                suspicion -> assertThat(suspicion.ends()).isEqualTo(1));
    }

    @Test
    void aMessageThatIsClearedIsForgottenInTheFileToo() {
        marks().start(redelivered("a"), LATER);
        MessageMarks second = marks();
        Message message = redelivered("a");
        second.start(message, LATER);
        second.clear(message);

        assertThat(second.suspicion(message)).isEmpty();
        assertThat(marks().suspicion(redelivered("a"))).isEmpty();
    }

    @Test
    void aSettledBatchClearsItsMessagesAndEmptiesTheFile() {
        marks().start(redelivered("a"), LATER);
        MessageMarks second = marks();
        second.start(redelivered("a"), LATER);
        second.endBatch(true);

        assertThat(Environments.file(directory)).isEmpty();
        assertThat(second.suspicion(redelivered("a"))).isEmpty();
    }

    @Test
    void aBatchThatComesBackLeavesItsSuspicionsAndNothingInWork() {
        marks().start(redelivered("a"), LATER);
        MessageMarks second = marks();
        second.start(redelivered("a"), LATER);
        second.endBatch(false);

        assertThat(marks().suspicion(redelivered("a"))).hasValueSatisfying(
                suspicion -> assertThat(suspicion.ends()).isEqualTo(1));
    }

    @Test
    void whatTheListenerSuspectsIsKeptForTheNextProcess() {
        MessageMarks marks = marks();
        marks.suspect(message("a", false), suspicion -> suspicion.atEndOfTime(true));
        marks.suspect(message("b", false), suspicion -> suspicion.tookTooLong(Duration.ofSeconds(1)));
        marks.suspect(message("c", false), Suspicion::outOfMemory);
        marks.endBatch(false);

        MessageMarks next = marks();
        assertThat(next.suspicion(redelivered("a")).orElseThrow().sentence()).endsWith(
                "1 time; last: the invocation's time was over");
        assertThat(next.suspicion(redelivered("b")).orElseThrow()).satisfies(suspicion -> {
            assertThat(suspicion.reaches(100)).isTrue();
            assertThat(suspicion.sentence()).isEqualTo(
                    "the handler ran for more than 1000 ms in an earlier delivery, whose batch had to come back");
        });
        assertThat(next.suspicion(redelivered("c")).orElseThrow().sentence()).endsWith("last: memory ran out");
    }

    /** The process may end while it writes. */
    @Test
    void aLineThatWasNotWrittenToItsEndSaysNothing() throws IOException {
        marks().start(redelivered("a"), LATER);
        for (String cut : new String[]{"s", "start\tabc", "suspect\tabc\t1\tfalse", "\n", "start\t",
                "\nstart\tabc\t1x\n", "fail\tabc\tX"}) {
            Files.writeString(Environments.file(directory).toPath(), cut, StandardOpenOption.APPEND);

            assertThat(marks().suspicion(redelivered("a"))).isPresent();
        }
    }

    @Test
    void whereNothingCanBeStoredTheProcessKnowsAndSaysWhy() {
        MessageMarks marks = new MessageMarks(new MarkFile(directory.resolve("missing/marks").toFile()));
        marks.start(redelivered("a"), LATER);
        marks.suspect(redelivered("a"), MessageMarksTest::more);

        assertThat(marks.suspicion(redelivered("a"))).isPresent();
        assertThat(marks.problem()).hasValueSatisfying(sentence -> assertThat(sentence).contains("missing/marks"));
        assertThat(marks.problem()).isEmpty();
    }

    @Test
    void theOldestSuspicionsAreForgottenWhenThereAreTenThousand() {
        MessageMarks marks = MessageMarks.inMemory();
        for (int i = 0; i <= 10_000; i++) {
            marks.suspect(redelivered("m" + i), MessageMarksTest::more);
        }

        assertThat(marks.suspicion(redelivered("m0"))).isEmpty();
        assertThat(marks.suspicion(redelivered("m1"))).isPresent();
        assertThat(marks.suspicion(redelivered("m10000"))).isPresent();
    }

    @Test
    void theFileStaysShort() {
        MessageMarks marks = marks();
        marks.suspect(redelivered("suspected"), MessageMarksTest::more);
        for (int batch = 0; batch < 20; batch++) {
            for (int i = 0; i < 1_000; i++) {
                Message message = redelivered(batch + "-" + i);
                marks.start(message, LATER);
                marks.clear(message);
            }
            marks.endBatch(false);
        }

        assertThat(Environments.file(directory).length()).isLessThan(1_300_000);
        assertThat(marks().suspicion(redelivered("suspected"))).isPresent();
    }

    private static Suspicion more(Suspicion suspicion) {
        return suspicion.atEndOfTime(true);
    }

    private MessageMarks marks() {
        return new MessageMarks(new MarkFile(Environments.file(directory)));
    }

    private static Message redelivered(String id) {
        return message(id, true);
    }

    private static Message message(String id, boolean redelivered) {
        return (Message) Events.only(Events.record("{\"messageId\":\"" + id + "\"}")
                .replace("\"redelivered\":false", "\"redelivered\":" + redelivered));
    }
}
