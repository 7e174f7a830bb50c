package io.github.rabbitlambda.function;

import java.time.Duration;

/**
 * Waiting, which tests do without.
 */
@FunctionalInterface
interface Pause {
    void of(Duration duration) throws InterruptedException;
}
