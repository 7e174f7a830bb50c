package io.github.rabbitlambda.function;

import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * The time that an invocation has for messages: what Lambda gives it, less a reserve of at most half of that.
 */
final class Deadline {
    private final Context context;
    private final long total;
    private final long reserve;

    Deadline(Context context, Duration reserve) {
        this.context = context;
        this.total = Math.max(0, context.getRemainingTimeInMillis());
        this.reserve = Math.min(reserve.toMillis(), total / 2);
    }

    /** What is left for messages; zero when it is over. */
    Duration left() {
        return Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis() - reserve));
    }

    boolean isReached() {
        return left().isZero();
    }

    /** What is left for everything, the reserve included. */
    Duration leftInAll() {
        return Duration.ofMillis(Math.max(0, context.getRemainingTimeInMillis()));
    }

    /** Half of what there was for messages at the start. */
    Duration half() {
        return Duration.ofMillis((total - reserve) / 2);
    }
}
