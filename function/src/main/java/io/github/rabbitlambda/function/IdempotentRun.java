package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.rabbitlambda.function.Counters.Counter;
import io.github.rabbitlambda.function.Ledger.Claim;
import io.github.rabbitlambda.function.Ledger.ClaimResult;
import io.github.rabbitlambda.function.Outcome.Completed;
import io.github.rabbitlambda.function.Outcome.Unfinished;

/**
 * Handles a message unless an earlier delivery of it was processed.
 */
final class IdempotentRun {
    /** A message that another invocation holds is claimed this often: for five seconds. */
    private static final int MAX_CLAIMS = 10;
    private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Invocation invocation;
    private final Pause pause;

    IdempotentRun(Ledger ledger, Invocation invocation, Pause pause) {
        this.ledger = ledger;
        this.invocation = invocation;
        this.pause = pause;
    }

    /** A message without a key is handled unchecked. When the claim fails, the message is not handled. */
    Outcome run(Optional<String> key, Supplier<Outcome> handling) {
        if (key.isEmpty()) {
            invocation.counters().add(Counter.UNCHECKED);
            return handling.get();
        }
        Claim claim = new Claim(key.get(), UUID.randomUUID().toString());
        ClaimResult result;
        try {
            result = claimWithRetries(claim);
        } catch (RuntimeException | LinkageError e) {
            invocation.log().ledgerFailed(e);
            invocation.stopSignal().raise(Unfinished.STORE);
            return Unfinished.STORE;
        }
        return switch (result) {
            case DONE -> Completed.DUPLICATE;
            case IN_PROGRESS -> Unfinished.IN_PROGRESS;
            case GRANTED -> recorded(claim, handling.get());
        };
    }

    private ClaimResult claimWithRetries(Claim claim) {
        ClaimResult result = ledger.claim(claim, invocation.deadline());
        for (int claims = 1; claims < MAX_CLAIMS && result == ClaimResult.IN_PROGRESS && paused(); claims++) {
            result = ledger.claim(claim, invocation.deadline());
        }
        return result;
    }

    /** False when the message must not be claimed again. */
    private boolean paused() {
        if (BETWEEN_CLAIMS.compareTo(invocation.deadline().remaining()) >= 0) {
            return false;
        }
        try {
            pause.sleep(BETWEEN_CLAIMS);
            return !invocation.stopSignal().isRaised();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The outcome counts even if it can't be recorded; then the message may be processed once more. */
    private Outcome recorded(Claim claim, Outcome outcome) {
        try {
            if (outcome == Completed.PROCESSED) {
                ledger.done(claim);
            } else {
                ledger.release(claim);
            }
        } catch (RuntimeException | LinkageError e) {
            invocation.log().ledgerFailed(e);
        }
        return outcome;
    }
}
