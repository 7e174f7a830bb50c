package io.github.rabbitlambda.function;

import java.util.List;

/**
 * Where deliveries go that are given up, so that the rest of their batch can succeed.
 */
@FunctionalInterface
interface Parking {
    /**
     * Parks what it can until the deadline.
     *
     * @return what was not parked, and why the first of it was not
     */
    Left park(List<Failure> failures, Deadline deadline);

    record Left(List<Failure> failures, String reason) {
        static final Left NOTHING = new Left(List.of(), "");
    }

    /** For a listener without a failure queue. */
    static Parking none() {
        return (failures, deadline) -> new Left(failures, "no failure queue is configured ("
                + Settings.FAILURE_QUEUE_URL + " is not set)");
    }
}
