package io.github.rabbitlambda.function;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.rabbitlambda.function.Ledger.Answer;
import io.github.rabbitlambda.function.Ledger.Claim;
import io.github.rabbitlambda.function.Outcome.Settled;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.Tally.Count;

/**
 * Does a message's work unless it was done before.
 */
final class Once {
    /** How often and how far apart a message is looked at again that somebody else has in work. */
    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Invocation invocation;
    private final Pause pause;

    Once(Ledger ledger, Invocation invocation, Pause pause) {
        this.ledger = ledger;
        this.invocation = invocation;
        this.pause = pause;
    }

    /** A message without a key is worked on unchecked; when the store fails before the work is begun, it isn't begun. */
    Outcome of(Optional<String> key, Supplier<Outcome> work) {
        if (key.isEmpty()) {
            invocation.tally().add(Count.UNCHECKED);
            return work.get();
        }
        Claim claim = new Claim(key.get(), UUID.randomUUID().toString());
        Answer answer;
        try {
            answer = answer(claim);
        } catch (LedgerException e) {
            invocation.journal().ledgerFailed(e);
            invocation.stop().because(Unfinished.STORE);
            return Unfinished.STORE;
        }
        return switch (answer) {
            case DONE -> Settled.DUPLICATE;
            case IN_PROGRESS -> Unfinished.IN_PROGRESS;
            case GRANTED -> settled(claim, work.get());
        };
    }

    private Answer answer(Claim claim) {
        Answer answer = ledger.claim(claim, invocation.deadline());
        for (int look = 1; look < LOOKS && answer == Answer.IN_PROGRESS && paused(); look++) {
            answer = ledger.claim(claim, invocation.deadline());
        }
        return answer;
    }

    private boolean paused() {
        if (BETWEEN_LOOKS.compareTo(invocation.deadline().left()) >= 0) {
            return false;
        }
        try {
            pause.of(BETWEEN_LOOKS);
            return invocation.stop().reason().isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The work decides, not the note of it: without the note the message may be worked on once more. */
    private Outcome settled(Claim claim, Outcome outcome) {
        try {
            if (outcome == Settled.PROCESSED) {
                ledger.done(claim);
            } else {
                ledger.release(claim);
            }
        } catch (LedgerException e) {
            invocation.journal().ledgerFailed(e);
        }
        return outcome;
    }
}
