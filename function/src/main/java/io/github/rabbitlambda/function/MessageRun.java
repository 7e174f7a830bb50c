package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Optional;

import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Settled;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.Tally.Count;

/**
 * One message's life in an invocation: claimed, tried, tried again, given up.
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

    Outcome of(Message message, Watch watch) {
        if (invocation.deadline().isReached()) {
            invocation.stop().because(Unfinished.TIME);
        }
        Optional<Unfinished> reason = invocation.stop().reason();
        return reason.isPresent() ? reason.get() : once(message, watch);
    }

    private Outcome once(Message message, Watch watch) {
        if (services.ledger().isEmpty()) {
            return attempts(message, watch);
        }
        Optional<String> key;
        try {
            key = userCode.idempotencyKey(message);
        } catch (RuntimeException | Error e) {
            return keyFailed(message, e);
        }
        return new Once(services.ledger().orElseThrow(), invocation, services.pause())
                .of(key.map(text -> message.queue() + "|" + text), () -> attempts(message, watch));
    }

    /** A message whose key can't be told can't be handled as its user wants. */
    Outcome keyFailed(Message message, Throwable cause) {
        return BrokenDeployment.shows(cause, message) ? broken(message, cause) : new Failed(0, cause);
    }

    private Outcome broken(Message message, Throwable cause) {
        invocation.stop().because(Unfinished.DEPLOYMENT);
        invocation.journal().broken(message, cause);
        return Unfinished.DEPLOYMENT;
    }

    private Outcome attempts(Message message, Watch watch) {
        for (int attempt = 1;; attempt++) {
            try {
                userCode.handle(message, invocation.context());
                return Settled.PROCESSED;
            } catch (Throwable e) {
                Optional<Outcome> end = end(message, watch, attempt, e);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    /** Empty when the message is to be tried again. */
    private Optional<Outcome> end(Message message, Watch watch, int attempt, Throwable cause) {
        if (watch.isCutOff()) {
            return Optional.of(new Failed(attempt, cause));
        }
        if (cause instanceof OutageException outage) {
            invocation.stop().because(Unfinished.OUTAGE);
            invocation.journal().outage(message, outage);
            return Optional.of(Unfinished.OUTAGE);
        }
        if (BrokenDeployment.shows(cause, message)) {
            return Optional.of(broken(message, cause));
        }
        if (invocation.stop().reason().filter(Unfinished.TIME::equals).isPresent()) {
            return Optional.of(Unfinished.TIME);
        }
        return isLast(attempt, cause) || !pause(message, attempt, cause)
                ? Optional.of(new Failed(attempt, cause))
                : Optional.empty();
    }

    /** Trying again at once after running out of memory would fail others too. */
    private boolean isLast(int attempt, Throwable cause) {
        return attempt >= services.settings().attempts() || cause instanceof OutOfMemoryError;
    }

    /** False when there is no time for another attempt, or no sense in one. */
    private boolean pause(Message message, int attempt, Throwable cause) {
        Duration delay = services.backoff().after(attempt);
        if (invocation.stop().reason().isPresent() || delay.compareTo(invocation.deadline().left()) >= 0) {
            return false;
        }
        invocation.journal().retried(message, attempt, cause);
        try {
            services.pause().of(delay);
        } catch (InterruptedException e) {
            return false;
        }
        invocation.tally().add(Count.RETRIED);
        return invocation.stop().reason().isEmpty();
    }
}
