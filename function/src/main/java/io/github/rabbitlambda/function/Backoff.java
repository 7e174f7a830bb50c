package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: twice as long after each, up to a minute, and by chance between half of that and all
 * of it, so that messages which failed together are not tried together.
 */
record Backoff(Duration first, RandomGenerator random) {
    /** Not {@link RandomGenerator#getDefault}, which looks for providers at a cold start. */
    private static final RandomGenerator RANDOM = new Random();
    private static final long LONGEST = Duration.ofMinutes(1).toMillis();
    private static final int MOST_DOUBLINGS = 20;

    Backoff(Duration first) {
        this(first, RANDOM);
    }

    /**
     * @param failures
     *            how many there were, from 1
     */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long most = Math.min(LONGEST, doubled);
        return Duration.ofMillis(most / 2 + random.nextLong(most - most / 2 + 1));
    }
}
