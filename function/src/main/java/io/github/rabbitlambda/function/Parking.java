package io.github.rabbitlambda.function;

import java.util.List;

/**
 * Where deliveries go that are given up, so that the rest of their batch can succeed.
 */
@FunctionalInterface
interface Parking {
    /**
     * Parks what it can in the time that the invocation has left. When it throws, nothing counts as parked.
     */
    Left park(List<Failure> failures, Invocation invocation);

    /**
     * What was not parked.
     *
     * @param reason
     *            why the first of it was not
     */
    record Left(List<Failure> failures, String reason) {}

    /** For a listener without a failure queue. */
    final class None implements Parking {
        @Override
        public Left park(List<Failure> failures, Invocation invocation) {
            return new Left(failures, "no failure queue is configured (" + Settings.FAILURE_QUEUE_URL + " is not set)");
        }
    }
}
