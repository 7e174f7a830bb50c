package io.github.rabbitlambda.function;

/**
 * Remembers which messages were processed. Every method throws {@link LedgerException} when the store fails.
 */
interface Ledger {
    enum Claim {
        /** The message is the caller's to process. */
        GRANTED,
        /** It was processed. */
        DONE,
        /** Somebody has it in work. */
        IN_PROGRESS
    }

    /** Takes a message into work until the deadline's end at most. */
    Claim claim(String key, Deadline deadline);

    /** Tells that a claimed message was processed. */
    void done(String key);

    /** Gives a claimed message back: it was not processed. */
    void release(String key);
}
