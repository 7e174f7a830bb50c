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
    private volatile @Nullable String advice;

    void raise(Unfinished newReason) {
        raise(newReason, Optional.empty());
    }

    /** The advice says what to do about the reason. */
    synchronized void raise(Unfinished newReason, Optional<String> newAdvice) {
        if (reason == null) {
            advice = newAdvice.orElse(null);
            reason = newReason;
        }
    }

    /** The reason and the advice, if this is the reason of the signal. */
    String sentence(Unfinished given) {
        return given == reason && advice != null ? given.reason() + "; " + advice : given.reason();
    }

    boolean isRaised() {
        return reason != null;
    }

    /** Empty until the signal is raised. */
    Optional<Unfinished> reason() {
        return Optional.ofNullable(reason);
    }
}
