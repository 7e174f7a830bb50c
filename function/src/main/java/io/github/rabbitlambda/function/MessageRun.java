package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Optional;

import io.github.rabbitlambda.function.Outcome.Failed;
import io.github.rabbitlambda.function.Outcome.Settled;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.Tally.Count;

/**
 * One message's life in an invocation: claimed, tried, tried again, given up.
 */
final class MessageRun {
    private final RabbitMqListener listener;
    private final Services services;
    private final Invocation invocation;
    private final Backoff backoff;

    MessageRun(RabbitMqListener listener, Services services, Invocation invocation) {
        this.listener = listener;
        this.services = services;
        this.invocation = invocation;
        this.backoff = services.backoff();
    }

    Outcome of(Message message) {
        if (invocation.deadline().isReached()) {
            invocation.stop().because(Unfinished.TIME);
        }
        return invocation.stop().reason().<Outcome>map(reason -> reason).orElseGet(() -> once(message));
    }

    private Outcome once(Message message) {
        if (services.ledger().isEmpty()) {
            return attempts(message);
        }
        Optional<String> key;
        try {
            key = listener.idempotencyKey(message);
        } catch (RuntimeException e) {
            return new Failed(0, e);
        }
        return once(message, key.map(text -> message.queue() + "|" + text), services.ledger().get());
    }

    private Outcome once(Message message, Optional<String> key, Ledger ledger) {
        try {
            return new Once(ledger, invocation, services.pause()).of(key, () -> attempts(message));
        } catch (LedgerException e) {
            invocation.journal().ledgerFailed(e);
            invocation.stop().because(Unfinished.STORE);
            return Unfinished.STORE;
        }
    }

    private Outcome attempts(Message message) {
        long start = System.nanoTime();
        for (int attempt = 1;; attempt++) {
            try {
                listener.handler().handle(message, invocation.context());
                return Settled.PROCESSED;
            } catch (OutageException e) {
                invocation.stop().because(Unfinished.OUTAGE);
                invocation.journal().outage(message, e);
                return Unfinished.OUTAGE;
            } catch (Throwable e) {
                if (isTimeUp()) {
                    return cutOff(attempt, e, start);
                }
                if (isLast(attempt, e) || !pause(message, attempt, e)) {
                    return new Failed(attempt, e);
                }
            }
        }
    }

    private boolean isTimeUp() {
        return invocation.stop().reason().equals(Optional.of(Unfinished.TIME));
    }

    private Outcome cutOff(int attempt, Throwable cause, long start) {
        return isTooLong(start) ? new Failed(attempt, cause) : Unfinished.TIME;
    }

    /**
     * Whether a message that was cut off had time enough, more than half of an invocation. If it came back it would only
     * hold up the queue again.
     */
    boolean isTooLong(long start) {
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        return taken.compareTo(invocation.deadline().total().dividedBy(2)) > 0;
    }

    /** Trying again at once after running out of memory would fail others too. */
    private boolean isLast(int attempt, Throwable cause) {
        return attempt >= services.settings().attempts() || cause instanceof OutOfMemoryError;
    }

    /** False when there is no time for another attempt, or no sense in one. */
    private boolean pause(Message message, int attempt, Throwable cause) {
        Duration delay = backoff.after(attempt);
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
