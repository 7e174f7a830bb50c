package io.github.rabbitlambda.function;

/**
 * Remembers which messages were processed. Every method throws {@link LedgerException} when the store fails. Safe for use
 * by several threads.
 */
interface Ledger {
    enum Answer {
        /** The message is the caller's to process. */
        GRANTED,
        /** It was processed. */
        DONE,
        /** Somebody has it in work. */
        IN_PROGRESS
    }

    /**
     * @param key
     *            the message
     * @param token
     *            of this one claim, so that it is told from others
     */
    record Claim(String key, String token) {}

    /** Takes a message into work, until the invocation ends at most. */
    Answer claim(Claim claim, Deadline deadline);

    /** Tells that a claimed message was processed. */
    void done(Claim claim);

    /** Gives a claimed message back: it was not processed. */
    void release(Claim claim);
}
