package io.github.rabbitlambda.function;

import java.time.Duration;

/**
 * Waits; tests replace it.
 */
@FunctionalInterface
interface Pause {
    void sleep(Duration duration) throws InterruptedException;

    /** A class and no lambda, which every cold start would make. */
    final class Sleep implements Pause {
        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    }
}
