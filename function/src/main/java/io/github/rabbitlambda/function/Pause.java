package io.github.rabbitlambda.function;

import java.time.Duration;

/**
 * Waiting, which tests do without.
 */
@FunctionalInterface
interface Pause {
    void of(Duration duration) throws InterruptedException;

    /** Waits. A class, since a lambda would be made at the cold start of every function. */
    final class Sleep implements Pause {
        @Override
        public void of(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    }
}
