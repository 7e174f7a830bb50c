package io.github.rabbitlambda.function;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.github.rabbitlambda.function.Outcome.Unfinished;

/**
 * Why no further message of a batch may be started, if so; the first reason stays. Safe for use by several threads.
 */
final class Stop {
    private final AtomicReference<Unfinished> reason = new AtomicReference<>();

    void because(Unfinished why) {
        reason.compareAndSet(null, why);
    }

    Optional<Unfinished> reason() {
        return Optional.ofNullable(reason.get());
    }
}
