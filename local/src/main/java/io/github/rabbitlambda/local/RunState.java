package io.github.rabbitlambda.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Whether a run goes on, and why it ends if it does not. The first reason stays, except that {@link EndReason#STOPPED}
 * replaces any other. Safe for use by many threads.
 */
final class RunState {
    private final AtomicReference<@Nullable EndReason> reason = new AtomicReference<>();
    private final CountDownLatch ending = new CountDownLatch(1);

    void end(EndReason why) {
        reason.accumulateAndGet(why, (first, next) -> first == null || next == EndReason.STOPPED ? next : first);
        ending.countDown();
    }

    boolean isEnding() {
        return reason.get() != null;
    }

    boolean isStopped() {
        return reason.get() == EndReason.STOPPED;
    }

    /** The reason of the end; null while the run goes on. */
    @Nullable
    EndReason endReason() {
        return reason.get();
    }

    /** Waits for the end; returns false if the run still goes on after the limit. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return ending.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
