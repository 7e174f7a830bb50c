package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.UndecodableRecord;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Settled;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.Tally.Count;

import org.jspecify.annotations.Nullable;

/**
 * How it went with the deliveries of a batch, before anything is parked.
 */
final class BatchResult {
    private final Tally tally;
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable Unfinished unfinished;
    private int notDone;

    BatchResult(Tally tally) {
        this.tally = tally;
    }

    /** Not a switch over types: that alone makes 40 classes at a cold start. */
    void add(Delivery delivery, Outcome outcome) {
        tally.add(Count.RECEIVED);
        if (outcome instanceof Settled settled) {
            tally.add(settled.count());
        } else if (outcome instanceof Failed failed) {
            addFailed(delivery, failed);
        } else {
            addUnfinished((Unfinished) outcome);
        }
    }

    private void addFailed(Delivery delivery, Failed failed) {
        notDone++;
        failures.add(new Failure(delivery, failed.attempts(), failed.cause()));
        if (delivery instanceof UndecodableRecord) {
            tally.add(Count.UNDECODABLE);
        }
    }

    private void addUnfinished(Unfinished why) {
        notDone++;
        if (unfinished == null) {
            unfinished = why;
        }
    }

    /** Why the batch has to come back whatever parking can do. */
    Optional<Unfinished> unfinished() {
        return Optional.ofNullable(unfinished);
    }

    /** What is to be parked, in the batch's order. */
    List<Failure> failures() {
        return failures;
    }

    /** How many records are neither done nor to be dropped. */
    int notDone() {
        return notDone;
    }
}
