package io.github.rabbitlambda.function;

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

    private final int[] counts = new int[Count.values().length];

    void add(Count count) {
        add(count, 1);
    }

    synchronized void add(Count count, int many) {
        counts[count.ordinal()] += many;
    }

    synchronized int get(Count count) {
        return counts[count.ordinal()];
    }
}
