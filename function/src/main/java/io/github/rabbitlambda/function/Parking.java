package io.github.rabbitlambda.function;

import java.util.List;

/**
 * Stores deliveries that failed, so that their batch can succeed.
 */
@FunctionalInterface
interface Parking {
    /**
     * Parks as many as it can in the time that the invocation has left. If it throws, nothing counts as parked.
     */
    Result park(List<Failure> failures, Invocation invocation);

    /**
     * @param unparked
     *            those that were not parked
     * @param reason
     *            why the first of them was not; empty if all were parked
     */
    record Result(List<Failure> unparked, String reason) {}

    /** For a listener without a failure queue. */
    final class NotConfigured implements Parking {
        @Override
        public Result park(List<Failure> failures, Invocation invocation) {
            return new Result(failures,
                    "no failure queue is configured (" + Settings.FAILURE_QUEUE_URL + " is not set)");
        }
    }
}
