package io.github.rabbitlambda.function;

import java.util.concurrent.atomic.AtomicIntegerArray;

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

    private final AtomicIntegerArray counts = new AtomicIntegerArray(Count.values().length);

    void add(Count count) {
        add(count, 1);
    }

    void add(Count count, int many) {
        counts.addAndGet(count.ordinal(), many);
    }

    int get(Count count) {
        return counts.get(count.ordinal());
    }
}
