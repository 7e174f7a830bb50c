package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Settled;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.Tally.Count;

/**
 * How it went with each delivery of a batch, before anything is parked.
 *
 * @param outcomes
 *            by place, empty for undecodable records
 */
record BatchResult(List<Delivery> deliveries, List<Optional<Outcome>> outcomes) {

    /** Why the batch has to come back whatever parking can do. */
    Optional<Unfinished> unfinished() {
        return all().stream().filter(Unfinished.class::isInstance).map(Unfinished.class::cast).findFirst();
    }

    /** What is to be parked, in the batch's order. */
    List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        for (int place = 0; place < deliveries.size(); place++) {
            Delivery delivery = deliveries.get(place);
            if (delivery instanceof UndecodableRecord) {
                failures.add(new Failure(delivery, 0, null));
            } else if (outcomes.get(place).orElse(null) instanceof Failed(int attempts, Throwable cause)) {
                failures.add(new Failure(delivery, attempts, cause));
            }
        }
        return failures;
    }

    void count(Tally tally) {
        tally.add(Count.RECEIVED, deliveries.size());
        tally.add(Count.UNDECODABLE, deliveries.size() - all().size());
        tally.add(Count.PROCESSED, count(Settled.PROCESSED));
        tally.add(Count.DUPLICATES, count(Settled.DUPLICATE));
        tally.add(Count.PROBES, count(Settled.PROBE));
    }

    /** Everything that was neither processed before nor a probe comes back with the batch, processed or not. */
    int toComeBack() {
        return deliveries.size() - count(Settled.PROCESSED) - count(Settled.DUPLICATE) - count(Settled.PROBE);
    }

    private int count(Settled settled) {
        return (int) all().stream().filter(outcome -> outcome == settled).count();
    }

    private List<Outcome> all() {
        return outcomes.stream().flatMap(Optional::stream).toList();
    }
}
