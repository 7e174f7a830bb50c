package io.github.rabbitlambda.function;

/**
 * Counts what happens in a batch. Safe for use by several threads.
 */
final class Counters {
    enum Counter {
        RECEIVED("Received"), PROCESSED("Processed"), RETRIED("Retried"), PARKED("Parked"), UNDECODABLE(
                "Undecodable"), UNREADABLE_PROPERTIES("UnreadableProperties"), DUPLICATES(
                        "Duplicates"), UNCHECKED(
                                "Unchecked"), PROBES("Probes"), FAILED("Failed"), LOST_THREADS("LostThreads");

        private final String metric;

        Counter(String metric) {
            this.metric = metric;
        }

        String metric() {
            return metric;
        }
    }

    private final int[] counts = new int[Counter.values().length];

    void add(Counter counter) {
        add(counter, 1);
    }

    synchronized void add(Counter counter, int number) {
        counts[counter.ordinal()] += number;
    }

    synchronized int get(Counter counter) {
        return counts[counter.ordinal()];
    }
}
