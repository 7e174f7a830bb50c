package io.github.rabbitlambda.function;

import java.time.Duration;

import io.github.rabbitlambda.function.Counters.Counter;

import org.jspecify.annotations.Nullable;

/**
 * What has become of one delivery.
 */
sealed interface Outcome {
    /** Nothing more is to be done. */
    enum Completed implements Outcome {
        /** The handler returned. */
        PROCESSED(Counter.PROCESSED),
        /** An earlier delivery of the same message was processed. */
        DUPLICATE(Counter.DUPLICATES),
        /** A deployment's verification sent it; it is no user's message. */
        PROBE(Counter.PROBES);

        private final Counter counter;

        Completed(Counter counter) {
            this.counter = counter;
        }

        Counter counter() {
            return counter;
        }
    }

    /**
     * To be parked: every attempt failed, or the record can't be decoded.
     *
     * @param error
     *            what was thrown; null for a record that can't be decoded
     */
    record Failed(int attempts, @Nullable ThrownError error, Cause cause) implements Outcome {
        enum Cause {
            MESSAGE,
            /** The handler had to be interrupted. */
            TOO_LONG,
            /** An error that every message would get if the function is broken. */
            PERHAPS_FUNCTION
        }

        static Failed byMessage(int attempts, @Nullable ThrownError error) {
            return new Failed(attempts, error, Cause.MESSAGE);
        }

        /** For a handler that did not end in time, nor when it was interrupted. */
        static Failed hanging(Duration limit) {
            return new Failed(1, ThrownError.hanging(limit), Cause.TOO_LONG);
        }
    }

    /** Neither completed nor failed: the message has to come back. */
    enum Unfinished implements Outcome {
        /** The handler threw an {@link OutageException}, for this message or for an earlier one. */
        OUTAGE("the handler reported an outage"),
        /** User code threw an error that every message would get, and no message was handled without one. */
        DEPLOYMENT("the function is broken: its code can't be loaded"),
        /** Memory or threads ran out, perhaps because of another message. */
        MEMORY("memory or threads ran out"),
        /** The idempotency table does not answer. */
        STORE("the idempotency table can't be reached"),
        /** Another invocation has claimed it: it is running, or ended without releasing it. */
        IN_PROGRESS("another invocation is processing a message"),
        /** The invocation's time ended before the message was started or while it ran. */
        TIME("the invocation's time was over");

        private final String reason;

        Unfinished(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
