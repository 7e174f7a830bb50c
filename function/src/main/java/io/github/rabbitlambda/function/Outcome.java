package io.github.rabbitlambda.function;

import java.time.Duration;

import io.github.rabbitlambda.function.Tally.Count;

import org.jspecify.annotations.Nullable;

/**
 * How it went with one delivery.
 */
sealed interface Outcome {
    /** Nothing more is to be done. */
    enum Settled implements Outcome {
        /** The handler returned. */
        PROCESSED(Count.PROCESSED),
        /** An earlier delivery of the same message was processed. */
        DUPLICATE(Count.DUPLICATES),
        /** It came from the check of a deployment and is nobody's message. */
        PROBE(Count.PROBES);

        private final Count count;

        Settled(Count count) {
            this.count = count;
        }

        Count count() {
            return count;
        }
    }

    /**
     * To be parked: the handler failed as often as it may, or the record can't be decoded.
     *
     * @param cause
     *            what was thrown; null for a record that can't be decoded
     */
    record Failed(int attempts, @Nullable Throwable cause) implements Outcome {
        /** The handler neither ended in time nor when it was interrupted. */
        static Failed hanging(Duration limit) {
            return new Failed(1, new HandlerHangsException(limit));
        }
    }

    /** Neither processed nor given up: the message has to come back. */
    enum Unfinished implements Outcome {
        /** The handler said that nothing works at present, for this message or for one before. */
        OUTAGE("the handler reported an outage"),
        /** User code threw what every message would meet. */
        DEPLOYMENT("the function is broken: its code can't be loaded or memory ran out"),
        /** The idempotency store does not answer. */
        STORE("the idempotency table can't be reached"),
        /** Another invocation has it in work, or had when it ended without notice. */
        IN_PROGRESS("another invocation has a message in work"),
        /** The invocation's time was over before its turn or while it ran. */
        TIME("the time was over");

        private final String reason;

        Unfinished(String reason) {
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
