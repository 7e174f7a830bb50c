package io.github.rabbitlambda.function;

/**
 * How it went with one message.
 */
sealed interface Outcome {

    /** Nothing more is to be done. */
    enum Settled implements Outcome {
        /** The handler returned. */
        PROCESSED,
        /** An earlier delivery of the same message was processed. */
        DUPLICATE,
        /** It came from the check of a deployment and is nobody's message. */
        PROBE
    }

    /** The handler failed as often as it may; the message is to be parked. */
    record Failed(int attempts, Throwable cause) implements Outcome {}

    /** Neither processed nor given up: the message has to come back. */
    enum Unfinished implements Outcome {
        /** The handler said that nothing works at present, for this message or for one before. */
        OUTAGE("the handler reported an outage"),
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
