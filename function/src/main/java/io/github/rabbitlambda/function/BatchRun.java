package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.function.Counters.Counter;
import io.github.rabbitlambda.function.Outcome.Completed;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.environment.ExecutionEnvironment;
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;

/**
 * Runs one batch: handles its messages, parks those that failed, and fails the invocation if anything has to come back.
 *
 * <p>
 * Invariants:
 * <ol>
 * <li>Every delivery has one outcome before anything is parked. {@link Workers#result} enforces it.
 * <li>Nothing is parked when the batch has to come back anyway: it would be parked once more at each delivery.
 * {@link #run} enforces it.
 * <li>The invocation succeeds only if every delivery is completed or parked. {@link #run} enforces it: each other case
 * ends in {@link #fail}.
 * <li>The invocation is held before it fails. {@link #fail} enforces it.
 * <li>A batch does not come back for ever because of what is in it: each invocation settles it, or leaves a message with one
 * more reason to be parked. A process that ends leaves the mark of what was in work ({@link MessageRun#mark}). An
 * invocation that fails by its time remembers what took long ({@link #leaveEnvironment}). {@code ProgressTest} checks it.
 * Exempt are outages, a function that no message shows to work, and a batch that does not fit into the time although no
 * message hangs.
 * <li>The report is written once, before the hold: a function that is stopped while it holds has reported. {@link #run}
 * enforces it.
 * </ol>
 */
final class BatchRun {
    /** The header that marks the probe message of a deployment's verification. */
    static final String PROBE = "x-rabbitlambda-probe";

    private final UserCode userCode;
    private final Services services;
    private final Invocation invocation;
    private final List<Delivery> deliveries;
    private final MessageRun messageRun;
    private final Workers workers;
    private final MessageHistory history;

    BatchRun(UserCode userCode, Services services, Invocation invocation, Batch batch) {
        this.userCode = userCode;
        this.services = services;
        this.invocation = invocation;
        this.deliveries = batch.deliveries();
        this.history = new MessageHistory(services);
        this.messageRun = new MessageRun(userCode, services, invocation, history, batch.eventSourceArn());
        this.workers = new Workers(deliveries, messageRun, invocation,
                services.settings().messageLimit().orElse(invocation.deadline().halfOfInitialTime()),
                services.environment());
    }

    /**
     * @throws BatchFailedException
     *             when the batch has to come back
     */
    void run() {
        Lanes lanes = sortIntoLanes();
        workers.run(lanes.suspected(), 1);
        workers.run(lanes.lanes(), services.settings().concurrency());
        workers.run(lanes.hopeless(), 1);
        BatchResult result = workers.result();
        Optional<String> problem = result.unfinished().isPresent()
                ? Optional.of(invocation.stopSignal().sentence(result.unfinished().get()))
                : park(result);
        invocation.counters().add(Counter.FAILED, problem.isPresent() ? result.notCompleted() : 0);
        leaveEnvironment(problem.isEmpty());
        new BatchReport(services, invocation, deliveries).write(problem);
        if (problem.isPresent()) {
            fail(problem.get());
        }
    }

    /** A delivery that needs no handler gets its outcome here and is in no lane. */
    private Lanes sortIntoLanes() {
        Lanes lanes = new Lanes(services.settings().concurrency() == 1);
        for (int index = 0; index < deliveries.size(); index++) {
            if (!(deliveries.get(index) instanceof Message message)) {
                workers.setOutcome(index, Failed.byMessage(0, null));
            } else if (message.headers().has(PROBE)) {
                workers.setOutcome(index, Completed.PROBE);
            } else {
                addToLane(index, message, lanes);
            }
        }
        return lanes;
    }

    private void addToLane(int index, Message message, Lanes lanes) {
        Optional<Failed> reasonToPark = history.reasonToPark(message);
        if (reasonToPark.isPresent() && history.canPark()) {
            workers.setOutcome(index, reasonToPark.get());
        } else if (reasonToPark.isPresent()) {
            lanes.addHopeless(index);
        } else if (history.isSuspected(message)) {
            lanes.addSuspected(index);
        } else {
            addToLaneOfItsKey(index, message, lanes);
        }
    }

    /** With a concurrency of 1 there is no call of user code. */
    private void addToLaneOfItsKey(int index, Message message, Lanes lanes) {
        boolean asksForKey = services.settings().concurrency() > 1;
        if (asksForKey) {
            messageRun.mark(message);
        }
        try {
            lanes.add(index, message, userCode);
        } catch (Throwable e) {
            workers.setOutcome(index, messageRun.keyFailed(message, e));
        }
        if (asksForKey) {
            services.environment().marks().stop(message);
        }
    }

    /** What the next batch of this environment has to know, also if it is handled in another process. */
    private void leaveEnvironment(boolean settled) {
        ExecutionEnvironment environment = services.environment();
        if (!settled) {
            workers.rememberWhatTookTooLong(history);
        }
        environment.marks().endBatch(settled);
        Optional<String> storing = environment.marks().problem();
        if (storing.isPresent()) {
            invocation.log().marksNotStored(storing.get());
        }
        int lost = workers.lostThreads();
        if (lost > 0) {
            invocation.counters().add(Counter.LOST_THREADS, lost);
            environment.requireEnd();
        }
        if (environment.mustEnd()) {
            invocation.log().processEnds(lost > 0
                    ? (lost == 1 ? "a thread is" : lost + " threads are")
                            + " lost to a handler that does not end when it is interrupted"
                    : Unfinished.MEMORY.reason());
        }
    }

    /** Returns why the batch has to come back; empty when everything that failed is parked. */
    private Optional<String> park(BatchResult result) {
        List<Failure> failures = result.failures();
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        failures.forEach(invocation.log()::failed);
        Parking.Result parking = tryToPark(failures);
        int unparked = parking.unparked().size();
        invocation.counters().add(Counter.PARKED, failures.size() - unparked);
        return unparked == 0
                ? Optional.empty()
                : Optional.of(unparked + " of " + failures.size() + " failed records can't be parked: "
                        + parking.reason());
    }

    private Parking.Result tryToPark(List<Failure> failures) {
        try {
            return services.parking().park(failures, invocation);
        } catch (RuntimeException | Error e) {
            return new Parking.Result(failures,
                    CauseChain.of(e).advice().orElseGet(() -> String.valueOf(e.getMessage())));
        }
    }

    private void fail(String problem) {
        try {
            services.pause().sleep(hold());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BatchFailedException("the whole batch comes back (" + deliveries.size() + " records, "
                + invocation.counters().get(Counter.PROCESSED) + " processed): " + problem);
    }

    /** A batch that fails at once would come back at once, and use up the queue's delivery limit within seconds. */
    private Duration hold() {
        Duration remaining = invocation.deadline().remaining();
        Duration hold = services.settings().hold();
        return hold.compareTo(remaining) < 0 ? hold : remaining;
    }
}
