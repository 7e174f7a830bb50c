package io.github.rabbitlambda.function;

import java.time.Duration;
import java.time.Instant;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * The end of the time that an invocation has for messages. A reserve remains after it: as long as the setting says, but
 * at most half of the invocation's time.
 */
final class Deadline {
    private final Context context;
    private final long initialMillis;
    private final long reserveMillis;

    Deadline(Context context, Duration reserve) {
        this.context = context;
        this.initialMillis = Math.max(0, context.getRemainingTimeInMillis());
        this.reserveMillis = Math.min(reserve.toMillis(), initialMillis / 2);
    }

    /** The time that remains for messages; never negative. */
    Duration remaining() {
        return Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis() - reserveMillis));
    }

    boolean isReached() {
        return remaining().isZero();
    }

    /** The time that remains for everything. */
    Duration remainingWithReserve() {
        return Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis()));
    }

    /** When the function is timed out. */
    Instant end(Instant now) {
        return now.plus(remainingWithReserve());
    }

    /** Half of the time that there was for messages at the start. */
    Duration halfOfInitialTime() {
        return Duration.ofMillis((initialMillis - reserveMillis) / 2);
    }
}
