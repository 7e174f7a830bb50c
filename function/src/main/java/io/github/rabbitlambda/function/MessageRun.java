package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Optional;

import io.github.rabbitlambda.function.Counters.Counter;
import io.github.rabbitlambda.function.Outcome.Completed;
import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Failed.Cause;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.environment.MessageMarks;
import io.github.rabbitlambda.function.message.Message;

import org.jspecify.annotations.Nullable;

/**
 * Handles one message: claims it if there is an idempotency table, calls the handler, and retries it after a failure.
 */
final class MessageRun {
    private final UserCode userCode;
    private final Services services;
    private final Invocation invocation;
    private final MessageHistory history;
    private final MessageMarks marks;
    /** Null without a ledger. */
    private final @Nullable IdempotencyKeys keys;

    /**
     * @param broker
     *            its ARN, empty if the event has none
     */
    MessageRun(UserCode userCode, Services services, Invocation invocation, MessageHistory history,
            Optional<String> broker) {
        this.userCode = userCode;
        this.services = services;
        this.invocation = invocation;
        this.history = history;
        this.marks = services.environment().marks();
        this.keys = services.ledger().isEmpty() ? null : new IdempotencyKeys(userCode, broker, invocation);
    }

    /** Never throws, unless memory runs out: without an outcome of this message no other one would be handled. */
    Outcome run(Message message, RunningMessage running) {
        try {
            return runUnlessStopped(message, running);
        } catch (Throwable e) {
            return severeOutcome(message, 0, CauseChain.of(e));
        }
    }

    private Outcome runUnlessStopped(Message message, RunningMessage running) {
        if (invocation.deadline().isReached()) {
            invocation.stopSignal().raise(Unfinished.TIME);
        }
        Optional<Unfinished> reason = invocation.stopSignal().reason();
        return reason.isPresent() ? reason.get() : runUnlessProcessed(message, running);
    }

    private Outcome runUnlessProcessed(Message message, RunningMessage running) {
        if (keys == null) {
            return runMarked(message, running);
        }
        Optional<String> key;
        mark(message);
        try {
            key = keys.ledgerKey(message);
        } catch (Throwable e) {
            return keyFailed(message, e);
        } finally {
            marks.stop(message);
        }
        Outcome outcome = new IdempotentRun(services.ledger().orElseThrow(), invocation, services.pause()).run(key,
                () -> runMarked(message, running));
        if (outcome == Completed.DUPLICATE) {
            marks.clear(message);
        }
        return outcome;
    }

    /** From here on user code has the message. If the process ends, the next one finds the mark. */
    void mark(Message message) {
        if (marks.mustMark(message)) {
            marks.start(message, invocation.deadline().end(services.clock().instant()));
        }
    }

    private Outcome runMarked(Message message, RunningMessage running) {
        mark(message);
        Outcome outcome = runAttempts(message, running);
        if (outcome == Completed.PROCESSED) {
            services.environment().addProcessed();
            marks.clear(message);
        } else if (outcome instanceof Failed failed && failed.error() != null) {
            marks.fail(message, failed.error().type());
        } else {
            marks.stop(message);
        }
        return outcome;
    }

    /** Without its key a message can't be handled as its user wants: it fails without an attempt. */
    Outcome keyFailed(Message message, Throwable thrown) {
        CauseChain causes = causesOf(thrown);
        Outcome outcome = notOnlyItsOwn(message, 0, causes)
                .orElseGet(() -> Failed.byMessage(0, ThrownError.of(causes)));
        clearInterrupt();
        return outcome;
    }

    /** Empty when what was thrown is the message's own failure. */
    private Optional<Outcome> notOnlyItsOwn(Message message, int attempts, CauseChain causes) {
        if (causes.hasOutage()) {
            invocation.stopSignal().raise(Unfinished.OUTAGE);
            invocation.log().outage(message, ThrownError.of(causes));
            return Optional.of(Unfinished.OUTAGE);
        }
        return causes.mayShowBrokenDeployment()
                ? Optional.of(severeOutcome(message, attempts, causes))
                : Optional.empty();
    }

    /**
     * It is not retried: such an error stays. Where memory ran out, another message may be the cause: this one comes back, and is handled in a new process with
     * no other one in work.
     */
    private Outcome severeOutcome(Message message, int attempts, CauseChain causes) {
        if (causes.showsExhaustion()) {
            services.environment().requireEnd();
            history.ranOutOfMemory(message);
            invocation.stopSignal().raise(Unfinished.MEMORY);
            return Unfinished.MEMORY;
        }
        return new Failed(attempts, ThrownError.of(causes), Cause.PERHAPS_FUNCTION);
    }

    private Outcome runAttempts(Message message, RunningMessage running) {
        for (int attempt = 1;; attempt++) {
            try {
                userCode.handle(message, invocation.context());
                clearInterrupt();
                return Completed.PROCESSED;
            } catch (Throwable e) {
                Optional<Outcome> outcome = outcomeOrRetry(message, running, attempt, causesOf(e));
                clearInterrupt();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
        }
    }

    /** Reads them with the interrupt cleared, and clears what their methods leave behind. */
    private static CauseChain causesOf(Throwable thrown) {
        clearInterrupt();
        CauseChain causes = CauseChain.of(thrown);
        clearInterrupt();
        return causes;
    }

    /**
     * User code, an exception's methods included, may leave its thread interrupted. What the thread does next would
     * fail: calls of the table, the next message. An interrupt by the listener is known from the running message and the stop signal.
     */
    private static void clearInterrupt() {
        Thread.interrupted();
    }

    /**
     * Empty when the message is to be retried; then the pause is over. After an interrupt by the listener it does not
     * matter what was thrown: it is a consequence.
     */
    private Optional<Outcome> outcomeOrRetry(Message message, RunningMessage running, int attempt, CauseChain causes) {
        if (running.isOverLimit()) {
            return Optional.of(new Failed(attempt, ThrownError.of(causes).afterInterrupt(running.elapsed()),
                    Cause.TOO_LONG));
        }
        if (invocation.stopSignal().reason().filter(Unfinished.TIME::equals).isPresent()) {
            return Optional.of(Unfinished.TIME);
        }
        return notOnlyItsOwn(message, attempt, causes).or(() -> failedOrRetry(message, attempt, causes));
    }

    private Optional<Outcome> failedOrRetry(Message message, int attempt, CauseChain causes) {
        return attempt >= services.settings().attempts() || !pausedForRetry(message, attempt, causes)
                ? Optional.of(Failed.byMessage(attempt, ThrownError.of(causes)))
                : Optional.empty();
    }

    /** False when the time left is too short for another attempt, or when the batch has to stop. */
    private boolean pausedForRetry(Message message, int attempt, CauseChain causes) {
        Duration delay = services.backoff().after(attempt);
        if (invocation.stopSignal().isRaised() || delay.compareTo(invocation.deadline().remaining()) >= 0) {
            return false;
        }
        invocation.log().retried(message, attempt, ThrownError.typeOf(causes.links().getFirst()));
        try {
            services.pause().sleep(delay);
        } catch (InterruptedException e) {
            return false;
        }
        invocation.counters().add(Counter.RETRIED);
        return !invocation.stopSignal().isRaised();
    }
}
