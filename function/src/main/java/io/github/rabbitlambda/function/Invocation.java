package io.github.rabbitlambda.function;

import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;

/**
 * The state of one invocation, which all of its messages share.
 *
 * @param start
 *            as System.nanoTime counts
 */
record Invocation(Context context, Deadline deadline, StopSignal stopSignal, Counters counters, long start) {
    static Invocation of(Context context, Settings settings) {
        return new Invocation(context, new Deadline(context, settings.reserve()), new StopSignal(), new Counters(),
                System.nanoTime());
    }

    /** Made at the first log line only: that is quicker for batches without one. */
    ListenerLog log() {
        return new ListenerLog(context);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
