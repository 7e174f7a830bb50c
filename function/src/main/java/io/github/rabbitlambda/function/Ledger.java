package io.github.rabbitlambda.function;

/**
 * Records which messages were processed. Every method throws {@link LedgerException} when the store fails. Safe for use
 * by several threads.
 */
interface Ledger {
    enum ClaimResult {
        /** The caller is to process the message. */
        GRANTED,
        /** The message was processed. */
        DONE,
        /** Somebody else has claimed the message. */
        IN_PROGRESS
    }

    /**
     * @param key
     *            identifies the message
     * @param token
     *            identifies this claim among all claims of the message
     */
    record Claim(String key, String token) {}

    /** Claims a message until it is done or released, but at most until the invocation's time is over. */
    ClaimResult claim(Claim claim, Deadline deadline);

    /** Records that a claimed message was processed. */
    void done(Claim claim);

    /** Ends a claim on a message that was not processed. */
    void release(Claim claim);
}
