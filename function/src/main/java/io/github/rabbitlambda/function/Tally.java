package io.github.rabbitlambda.function;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what happens in a batch. Safe for use by several threads.
 */
final class Tally {
    enum Count {
        RECEIVED("Received"), PROCESSED("Processed"), RETRIED("Retried"), PARKED("Parked"), UNDECODABLE(
                "Undecodable"), DUPLICATES("Duplicates"), UNCHECKED("Unchecked"), PROBES("Probes"), FAILED("Failed");

        private final String metric;

        Count(String metric) {
            this.metric = metric;
        }

        String metric() {
            return metric;
        }
    }

    private final Map<Count, AtomicInteger> counts = new EnumMap<>(Count.class);

    Tally() {
        for (Count count : Count.values()) {
            counts.put(count, new AtomicInteger());
        }
    }

    void add(Count count) {
        add(count, 1);
    }

    void add(Count count, int many) {
        counter(count).addAndGet(many);
    }

    int get(Count count) {
        return counter(count).get();
    }

    private AtomicInteger counter(Count count) {
        return counts.getOrDefault(count, new AtomicInteger());
    }
}
