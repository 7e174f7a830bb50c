package io.github.rabbitlambda.local.queue;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Decides that a queue is empty: for a second, the broker had no message ready, and none arrived. One look is not
 * enough, because a broker may answer it while returned messages are still on their way into the queue or out of it.
 */
final class EmptyQueueCheck {
    static final Duration QUIET = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private boolean isQuiet;
    private long quietSince;
    private long receivedThen;

    EmptyQueueCheck(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Forgets what it saw: deliveries are in use, and may return to the queue. */
    void restart() {
        isQuiet = false;
    }

    /**
     * Takes another look.
     *
     * @param ready
     *            how many messages the broker has; empty if it can't be asked
     * @param received
     *            how many deliveries arrived so far
     */
    boolean isEmpty(OptionalLong ready, long received) {
        boolean isEmptyNow = ready.isPresent() && ready.getAsLong() == 0;
        boolean wasQuiet = isQuiet && received == receivedThen;
        isQuiet = isEmptyNow;
        receivedThen = received;
        if (!isEmptyNow || !wasQuiet) {
            quietSince = nanoTime.getAsLong();
            return false;
        }
        return nanoTime.getAsLong() - quietSince >= QUIET.toNanos();
    }
}
