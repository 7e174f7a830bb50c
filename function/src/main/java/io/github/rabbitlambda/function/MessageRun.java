package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Optional;

import io.github.rabbitlambda.function.Counters.Counter;
import io.github.rabbitlambda.function.Outcome.Completed;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.message.Message;

/**
 * Handles one message: claims it if there is an idempotency table, calls the handler, and retries it after a failure.
 */
final class MessageRun {
    private final UserCode userCode;
    private final Services services;
    private final Invocation invocation;

    MessageRun(UserCode userCode, Services services, Invocation invocation) {
        this.userCode = userCode;
        this.services = services;
        this.invocation = invocation;
    }

    Outcome run(Message message, RunningMessage running) {
        if (invocation.deadline().isReached()) {
            invocation.stopSignal().raise(Unfinished.TIME);
        }
        Optional<Unfinished> reason = invocation.stopSignal().reason();
        return reason.isPresent() ? reason.get() : runUnlessProcessed(message, running);
    }

    private Outcome runUnlessProcessed(Message message, RunningMessage running) {
        if (services.ledger().isEmpty()) {
            return runAttempts(message, running);
        }
        Optional<String> key;
        try {
            key = userCode.idempotencyKey(message);
        } catch (RuntimeException | Error e) {
            return keyFailed(message, e);
        }
        return new IdempotentRun(services.ledger().orElseThrow(), invocation, services.pause())
                .run(key.map(text -> message.queue() + "|" + text), () -> runAttempts(message, running));
    }

    /** Without its key a message can't be handled as its user wants: it fails without an attempt. */
    Outcome keyFailed(Message message, Throwable cause) {
        return BrokenDeployment.isCauseOf(cause, message) ? stopAsBroken(message, cause) : new Failed(0, cause);
    }

    private Outcome stopAsBroken(Message message, Throwable cause) {
        invocation.stopSignal().raise(Unfinished.DEPLOYMENT);
        invocation.log().broken(message, cause);
        return Unfinished.DEPLOYMENT;
    }

    private Outcome runAttempts(Message message, RunningMessage running) {
        for (int attempt = 1;; attempt++) {
            try {
                userCode.handle(message, invocation.context());
                return Completed.PROCESSED;
            } catch (Throwable e) {
                Optional<Outcome> outcome = outcomeOrRetry(message, running, attempt, e);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
        }
    }

    /** Empty when the message is to be retried; then the pause is over. */
    private Optional<Outcome> outcomeOrRetry(Message message, RunningMessage running, int attempt, Throwable cause) {
        if (running.isOverLimit()) {
            return Optional.of(new Failed(attempt, cause));
        }
        if (cause instanceof OutageException outage) {
            invocation.stopSignal().raise(Unfinished.OUTAGE);
            invocation.log().outage(message, outage);
            return Optional.of(Unfinished.OUTAGE);
        }
        if (BrokenDeployment.isCauseOf(cause, message)) {
            return Optional.of(stopAsBroken(message, cause));
        }
        if (invocation.stopSignal().reason().filter(Unfinished.TIME::equals).isPresent()) {
            return Optional.of(Unfinished.TIME);
        }
        return isLastAttempt(attempt, cause) || !pausedForRetry(message, attempt, cause)
                ? Optional.of(new Failed(attempt, cause))
                : Optional.empty();
    }

    /** A retry right after memory ran out could make other messages fail too. */
    private boolean isLastAttempt(int attempt, Throwable cause) {
        return attempt >= services.settings().attempts() || cause instanceof OutOfMemoryError;
    }

    /** False when the time left is too short for another attempt, or when the batch has to stop. */
    private boolean pausedForRetry(Message message, int attempt, Throwable cause) {
        Duration delay = services.backoff().after(attempt);
        if (invocation.stopSignal().isRaised() || delay.compareTo(invocation.deadline().remaining()) >= 0) {
            return false;
        }
        invocation.log().retried(message, attempt, cause);
        try {
            services.pause().sleep(delay);
        } catch (InterruptedException e) {
            return false;
        }
        invocation.counters().add(Counter.RETRIED);
        return !invocation.stopSignal().isRaised();
    }
}
