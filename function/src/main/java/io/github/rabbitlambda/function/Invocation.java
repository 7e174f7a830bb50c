package io.github.rabbitlambda.function;

import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * What belongs to one invocation and is shared by all of its messages.
 *
 * @param start
 *            by System.nanoTime
 */
public record Invocation(Context context, Deadline deadline, Stop stop, Tally tally, long start) {
    static Invocation of(Context context, Settings settings) {
        return new Invocation(context, new Deadline(context, settings.reserve()), new Stop(), new Tally(),
                System.nanoTime());
    }

    /** Made when there is something to tell. */
    Journal journal() {
        return new Journal(context);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
