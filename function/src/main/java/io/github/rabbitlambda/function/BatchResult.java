package io.github.rabbitlambda.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.github.rabbitlambda.function.Counters.Counter;
import io.github.rabbitlambda.function.Outcome.Completed;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Failed.Cause;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.UndecodableRecord;

import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a batch's deliveries, before anything is parked.
 */
final class BatchResult {
    private final Invocation invocation;
    private final boolean functionWorks;
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable Unfinished unfinished;
    private int notCompleted;

    /**
     * @param functionWorks
     *            whether a message was handled without an error that a broken function would have
     */
    BatchResult(Invocation invocation, boolean functionWorks) {
        this.invocation = invocation;
        this.functionWorks = functionWorks;
    }

    /** No switch over types: that alone makes 40 classes at a cold start. */
    void add(Delivery delivery, Outcome outcome) {
        invocation.counters().add(Counter.RECEIVED);
        countUnreadableProperties(delivery);
        if (outcome instanceof Completed completed) {
            invocation.counters().add(completed.counter());
        } else if (outcome instanceof Failed failed) {
            addFailed(delivery, failed);
        } else {
            addUnfinished((Unfinished) outcome);
        }
    }

    private void countUnreadableProperties(Delivery delivery) {
        int unreadable = delivery instanceof Message message ? message.properties().unreadable().size() : 0;
        if (unreadable > 0) {
            invocation.counters().add(Counter.UNREADABLE_PROPERTIES, unreadable);
        }
    }

    private void addFailed(Delivery delivery, Failed failed) {
        if (failed.cause() == Cause.PERHAPS_FUNCTION && !functionWorks) {
            addBroken((Message) delivery, Objects.requireNonNull(failed.error()));
            return;
        }
        notCompleted++;
        failures.add(new Failure(delivery, failed.attempts(), failed.error()));
        if (delivery instanceof UndecodableRecord) {
            invocation.counters().add(Counter.UNDECODABLE);
        }
    }

    /** Logs the first one: all others have the same cause. */
    private void addBroken(Message message, ThrownError error) {
        if (unfinished != Unfinished.DEPLOYMENT) {
            invocation.stopSignal().raise(Unfinished.DEPLOYMENT, error.advice());
            invocation.log().broken(message, error);
        }
        addUnfinished(Unfinished.DEPLOYMENT);
    }

    private void addUnfinished(Unfinished reason) {
        notCompleted++;
        if (unfinished == null) {
            unfinished = reason;
        }
    }

    /** The first reason why the batch has to come back, whatever can be parked. */
    Optional<Unfinished> unfinished() {
        return Optional.ofNullable(unfinished);
    }

    /** What is to be parked, in the batch's order. */
    List<Failure> failures() {
        return failures;
    }

    /** How many deliveries failed or are unfinished. */
    int notCompleted() {
        return notCompleted;
    }
}
