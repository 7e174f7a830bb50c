package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class BatchOrderTest {
    /** A message's key is the first letter of its id. */
    private static final Map<String, String> KEYS = Stream.of("a1", "a2", "a3", "b1", "b2")
            .collect(Collectors.toMap(Function.identity(), id -> id.substring(0, 1)));

    @Test
    void aMessageIsOvertakenByOneBehindItInItsBatch() {
        assertThat(overtaken("batch a1 a2 a3", "a1", "a3", "a2")).containsExactly("a2");
    }

    @Test
    void aMessageIsOvertakenAlsoIfItIsProcessedInALaterInvocation() {
        assertThat(overtaken("batch a1 a2", "a2", "batch a1 a2", "a1", "a2")).containsExactly("a1");
    }

    @Test
    void aMessageThatIsNeverProcessedIsNotOvertaken() {
        assertThat(overtaken("batch a1 a2", "a2")).isEmpty();
    }

    @Test
    void messagesOfOtherKeysMayBeFirst() {
        assertThat(overtaken("batch a1 b1 b2", "b1", "b2", "a1")).isEmpty();
    }

    @Test
    void theOrderOfBatchesIsTheBrokers() {
        assertThat(overtaken("batch a2 a3", "a2", "a3", "batch a1", "a1")).isEmpty();
    }

    @Test
    void aRepetitionOvertakesNothing() {
        assertThat(overtaken("batch a2", "a2", "batch a1 a2", "a2", "a1")).isEmpty();
        assertThat(overtaken("batch a1 a2", "a1", "a2", "batch a1 a2", "a2", "a1")).isEmpty();
    }

    @Test
    void theLedgerHasTheProcessedMessagesInTheirOrder() {
        assertThat(BatchOrder.read(List.of("batch a1 a2", "a1", "batch a1 a2", "a1", "a2")).processed())
                .containsExactly("a1", "a1", "a2");
        assertThat(BatchOrder.read(List.of(BatchOrder.line(List.of("a1", "a2")))).invocations()).singleElement()
                .satisfies(invocation -> assertThat(invocation.delivered()).containsExactly("a1", "a2"));
    }

    /** Of one key: those that are overtaken are those that some later one of the batch precedes. */
    @Test
    void findsEveryOvertakenMessageOfAShuffledBatch() {
        Random random = new Random(20261127);
        for (int round = 0; round < 200; round++) {
            List<String> batch = IntStream.range(0, 8).mapToObj(i -> "a" + i).toList();
            List<String> processed = new ArrayList<>(batch);
            Collections.shuffle(processed, random);
            List<String> ledger = new ArrayList<>(processed);
            ledger.addFirst(BatchOrder.line(batch));
            List<String> expected = batch.stream().filter(id -> processed.subList(0, processed.indexOf(id)).stream()
                    .anyMatch(before -> before.compareTo(id) > 0)).toList();

            assertThat(BatchOrder.read(ledger).overtaken(
                    batch.stream().collect(Collectors.toMap(Function.identity(), id -> "a"))))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Iterable<String> overtaken(String... ledger) {
        return BatchOrder.read(List.of(ledger)).overtaken(KEYS);
    }
}
