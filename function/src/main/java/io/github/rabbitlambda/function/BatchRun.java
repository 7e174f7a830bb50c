package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Settled;
import io.github.rabbitlambda.function.Tally.Count;

/**
 * One batch's life: its messages are handled, what failed is parked, and the invocation succeeds unless something has to
 * come back.
 */
final class BatchRun {
    /** The header by which the check of a deployment marks its message. */
    static final String PROBE = "x-rabbitlambda-probe";

    private final UserCode userCode;
    private final Services services;
    private final Invocation invocation;
    private final List<Delivery> deliveries;
    private final MessageRun messages;
    private final Workers workers;

    BatchRun(UserCode userCode, Services services, Invocation invocation, Batch batch) {
        this.userCode = userCode;
        this.services = services;
        this.invocation = invocation;
        this.deliveries = batch.deliveries();
        this.messages = new MessageRun(userCode, services, invocation);
        this.workers = new Workers(deliveries, messages, invocation,
                services.settings().messageLimit().orElse(invocation.deadline().half()));
    }

    /**
     * @throws BatchFailedException
     *             when the batch has to come back
     */
    void run() {
        workers.run(plan(), services.settings().concurrency());
        BatchResult result = workers.result();
        Optional<String> problem = result.unfinished().isPresent()
                ? Optional.of(result.unfinished().get().reason())
                : park(result);
        invocation.tally().add(Count.FAILED, problem.isPresent() ? result.notDone() : 0);
        new BatchReport(services, invocation, deliveries).write(problem);
        if (problem.isPresent()) {
            fail(problem.get());
        }
    }

    /** Settles what no handler is needed for and puts the rest into lanes. */
    private Lanes plan() {
        Lanes lanes = new Lanes(services.settings().concurrency() == 1);
        for (int place = 0; place < deliveries.size(); place++) {
            if (!(deliveries.get(place) instanceof Message message)) {
                workers.settle(place, new Failed(0, null));
            } else if (message.headers().has(PROBE)) {
                workers.settle(place, Settled.PROBE);
            } else {
                add(place, message, lanes);
            }
        }
        return lanes;
    }

    private void add(int place, Message message, Lanes lanes) {
        try {
            lanes.add(place, message, userCode);
        } catch (RuntimeException | Error e) {
            workers.settle(place, messages.keyFailed(message, e));
        }
    }

    /** Parks only what lets the batch succeed: what comes back anyway would be parked once more each time. */
    private Optional<String> park(BatchResult result) {
        List<Failure> failures = result.failures();
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        failures.forEach(invocation.journal()::failed);
        Parking.Left left = parked(failures);
        invocation.tally().add(Count.PARKED, failures.size() - left.failures().size());
        return left.failures().isEmpty()
                ? Optional.empty()
                : Optional.of(left.failures().size() + " of " + failures.size() + " failed records can't be parked: "
                        + left.reason());
    }

    private Parking.Left parked(List<Failure> failures) {
        try {
            return services.parking().park(failures, invocation);
        } catch (RuntimeException | LinkageError e) {
            return new Parking.Left(failures, String.valueOf(e.getMessage()));
        }
    }

    private void fail(String problem) {
        try {
            services.pause().of(hold());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BatchFailedException("the whole batch comes back (" + deliveries.size() + " records, "
                + invocation.tally().get(Count.PROCESSED) + " processed): " + problem);
    }

    /** Without it a batch that fails at once would come back at once, and use up a queue's delivery limit in seconds. */
    private Duration hold() {
        Duration left = invocation.deadline().left();
        Duration hold = services.settings().hold();
        return hold.compareTo(left) < 0 ? hold : left;
    }
}
