package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.acceptance.History.Sent;

class HistoryTest {
    private static final List<Sent> SENT = List.of(confirmed("a1"), confirmed("b1"), indeterminate("a2"),
            confirmed("a3"), confirmed("b2"), indeterminate("b3"));

    /** Without a fault: all that was confirmed is seen once, and one message that was not confirmed. */
    private static final History SOUND = new History(SENT, List.of("a1", "b1", "a2", "b2"), List.of("a3"), List.of());

    /** A message's key is the first letter of its id. */
    private static Sent confirmed(String id) {
        return new Sent(id, id.substring(0, 1), true);
    }

    private static Sent indeterminate(String id) {
        return new Sent(id, id.substring(0, 1), false);
    }

    private static History processed(String... ids) {
        return new History(SENT, List.of(ids), List.of(), List.of());
    }

    @Test
    void findsNothingInASoundHistory() {
        assertThat(SOUND.lost()).isEmpty();
        assertThat(SOUND.invented()).isEmpty();
        assertThat(SOUND.reordered()).isEmpty();
        assertThat(SOUND.repetitions()).isZero();
        assertThat(SOUND.recovered()).containsExactly("a2");
    }

    @Test
    void findsALostMessage() {
        assertThat(processed("a1", "b1", "b2").lost()).containsExactly("a3");
        assertThat(processed().lost()).containsExactly("a1", "b1", "a3", "b2");
    }

    @Test
    void losesNothingThatIsParkedOrDeadLettered() {
        assertThat(new History(SENT, List.of("a1"), List.of("b1", "b2"), List.of("a3")).lost()).isEmpty();
        assertThat(new History(SENT, List.of(), List.of("b1", "b2"), List.of("a3")).lost()).containsExactly("a1");
    }

    @Test
    void doesNotMissAMessageThatWasNotConfirmed() {
        assertThat(processed("a1", "b1", "a3", "b2").lost()).isEmpty();
        assertThat(processed("a1", "b1", "a3", "b2").recovered()).isEmpty();
        assertThat(processed("a1", "b1", "a2", "a3", "b2", "b3").recovered()).containsExactly("a2", "b3");
    }

    @Test
    void findsAnInventedMessageWhereverItWasSeen() {
        assertThat(processed("a1", "c1").invented()).containsExactly("c1");
        assertThat(new History(SENT, List.of(), List.of("c2"), List.of()).invented()).containsExactly("c2");
        assertThat(new History(SENT, List.of(), List.of(), List.of("c3")).invented()).containsExactly("c3");
        assertThat(processed("a2", "b3").invented()).as("not confirmed, and sent").isEmpty();
    }

    @Test
    void countsRepetitionsWithinAndAcrossTheRecords() {
        assertThat(processed("a1", "a1", "b1", "a1").repetitions()).isEqualTo(2);
        assertThat(new History(SENT, List.of("a1"), List.of("a1"), List.of()).repetitions()).isEqualTo(1);
        assertThat(new History(SENT, List.of("a1"), List.of("b1", "b1"), List.of("a1")).repetitions()).isEqualTo(2);
    }

    @Test
    void findsAMessageThatWasFirstProcessedAfterALaterOneOfItsKey() {
        assertThat(processed("a2", "a1").reordered()).containsExactly("a1");
        assertThat(processed("a3", "a1", "a2").reordered()).containsExactly("a1", "a2");
        assertThat(processed("a1", "a3", "b1", "a2", "b2").reordered()).containsExactly("a2");
    }

    @Test
    void acceptsRepetitionsAndTheOrderBetweenKeys() {
        assertThat(processed("a1", "a2", "a1", "a2", "a3").reordered()).isEmpty();
        assertThat(processed("b1", "b2", "b3", "a1").reordered()).isEmpty();
        assertThat(processed("a1", "c1", "a2").reordered()).as("c1 was never sent").isEmpty();
    }

    /** Each fault put into a random sound history is found, and nothing else. */
    @Test
    void findsTheFaultThatWasPutIn() {
        Random random = new Random(20261127);
        for (int round = 0; round < 200; round++) {
            List<Sent> sent = IntStream.range(0, 20).mapToObj(i -> confirmed((char) ('a' + random.nextInt(3)) + "" + i))
                    .toList();
            List<String> ids = sent.stream().map(Sent::id).toList();
            String victim = ids.get(random.nextInt(ids.size()));
            History lossy = new History(sent, ids.stream().filter(id -> !id.equals(victim)).toList(), List.of(),
                    List.of());
            assertThat(lossy.lost()).containsExactly(victim);
            assertThat(lossy.repetitions()).isZero();
            History repeating = new History(sent, Stream.concat(ids.stream(), Stream.of(victim)).toList(), List.of(),
                    List.of());
            assertThat(repeating.repetitions()).isEqualTo(1);
            assertThat(repeating.lost()).isEmpty();
            assertThat(repeating.reordered()).isEmpty();
            History late = new History(sent,
                    Stream.concat(lossy.processed().stream(), Stream.of(victim)).toList(), List.of(), List.of());
            boolean isLastOfKey = ids.stream().filter(id -> id.charAt(0) == victim.charAt(0)).toList().getLast()
                    .equals(victim);
            assertThat(late.reordered()).isEqualTo(isLastOfKey ? List.of() : List.of(victim));
        }
    }
}
