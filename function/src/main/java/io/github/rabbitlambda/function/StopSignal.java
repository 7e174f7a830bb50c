package io.github.rabbitlambda.function;

import java.util.Optional;

import io.github.rabbitlambda.function.Outcome.Unfinished;

import org.jspecify.annotations.Nullable;

/**
 * Once it is raised, no further message of the batch is started. It keeps the first reason. Safe for use by several
 * threads.
 */
final class StopSignal {
    private volatile @Nullable Unfinished reason;

    synchronized void raise(Unfinished newReason) {
        if (reason == null) {
            reason = newReason;
        }
    }

    boolean isRaised() {
        return reason != null;
    }

    /** Empty until the signal is raised. */
    Optional<Unfinished> reason() {
        return Optional.ofNullable(reason);
    }
}
