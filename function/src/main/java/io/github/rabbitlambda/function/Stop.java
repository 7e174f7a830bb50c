package io.github.rabbitlambda.function;

import java.util.Optional;

import io.github.rabbitlambda.function.Outcome.Unfinished;

import org.jspecify.annotations.Nullable;

/**
 * Why no further message of a batch may be started, if so; the first reason stays. Safe for use by several threads.
 */
final class Stop {
    private volatile @Nullable Unfinished reason;

    synchronized void because(Unfinished why) {
        if (reason == null) {
            reason = why;
        }
    }

    Optional<Unfinished> reason() {
        return Optional.ofNullable(reason);
    }
}
