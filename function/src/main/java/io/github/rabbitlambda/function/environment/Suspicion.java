package io.github.rabbitlambda.function.environment;

import java.time.Duration;

/**
 * What is known of a message that was in work when the function or its time ended.
 *
 * @param ends
 *            how often that happened
 * @param certain
 *            whether the message itself is known to be the cause
 * @param last
 *            how it ended the last time, in words
 */
public record Suspicion(int ends, boolean certain, String last) {
    public static final Suspicion NONE = new Suspicion(0, false, "");

    /** The process ended before its invocation's time: a crash, an exit, or a kill. */
    static final String PROCESS_ENDED = "the process ended";
    /** No process was there to tell more. */
    static final String TIMED_OUT = "time-out of the function";
    private static final String TIME_OVER = "the invocation's time was over";
    private static final String MEMORY = "memory ran out";

    public Suspicion ended(String how) {
        return new Suspicion(ends + 1, certain, how);
    }

    /**
     * The message was in work when its invocation had to stop. If it did not have the time that it may take, this counts once
     * only: it may have been started late.
     */
    public Suspicion atEndOfTime(boolean hadItsTime) {
        return hadItsTime || ends == 0 ? ended(TIME_OVER) : this;
    }

    /** Memory ran out while the message was in work, perhaps because of another one. */
    public Suspicion outOfMemory() {
        return ended(MEMORY);
    }

    /** The message took too long, and its batch had to come back before the message was parked. */
    public Suspicion tookTooLong(Duration limit) {
        return new Suspicion(ends + 1, true, "the handler ran for more than " + limit.toMillis()
                + " ms in an earlier delivery, whose batch had to come back");
    }

    /** Whether the message is to be parked without another try. */
    public boolean reaches(int maxEnds) {
        return certain || ends >= maxEnds;
    }

    /** A sentence for the failure queue. */
    public String sentence() {
        return certain
                ? last
                : "the function ended while this message was in work, " + ends + (ends == 1 ? " time" : " times")
                        + "; last: " + last;
    }
}
