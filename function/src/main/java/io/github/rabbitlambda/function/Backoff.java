package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The pause after a failure. It doubles with each failure, up to a minute. A random part of up to half of it is left
 * out, so that messages which failed together are not retried together.
 */
record Backoff(Duration first, RandomGenerator random) {
    /** Not {@link RandomGenerator#getDefault}, which looks for providers at a cold start. */
    private static final RandomGenerator RANDOM = new Random();
    private static final long MAX_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int MAX_DOUBLINGS = 20;

    Backoff(Duration first) {
        this(first, RANDOM);
    }

    /**
     * @param failures
     *            how many there were so far, at least 1
     */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long longest = Math.min(MAX_MILLIS, doubled);
        return Duration.ofMillis(longest / 2 + random.nextLong(longest - longest / 2 + 1));
    }
}
