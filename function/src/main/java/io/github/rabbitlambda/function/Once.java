package io.github.rabbitlambda.function;

import java.util.Optional;
import java.util.function.Supplier;

import io.github.rabbitlambda.function.Outcome.Settled;
import io.github.rabbitlambda.function.Outcome.Unfinished;
import io.github.rabbitlambda.function.Tally.Count;

/**
 * Does a message's work unless it was done before.
 */
final class Once {
    private final Ledger ledger;
    private final Invocation invocation;

    Once(Ledger ledger, Invocation invocation) {
        this.ledger = ledger;
        this.invocation = invocation;
    }

    /** A message without a key is worked on unchecked. */
    Outcome of(Optional<String> key, Supplier<Outcome> work) {
        if (key.isEmpty()) {
            invocation.tally().add(Count.UNCHECKED);
            return work.get();
        }
        return switch (ledger.claim(key.get(), invocation.deadline())) {
            case DONE -> Settled.DUPLICATE;
            case IN_PROGRESS -> Unfinished.IN_PROGRESS;
            case GRANTED -> settled(key.get(), work.get());
        };
    }

    /** The work decides, not the note of it: without the note the message may be worked on once more. */
    private Outcome settled(String key, Outcome outcome) {
        try {
            if (outcome == Settled.PROCESSED) {
                ledger.done(key);
            } else {
                ledger.release(key);
            }
        } catch (LedgerException e) {
            invocation.journal().ledgerFailed(e);
        }
        return outcome;
    }
}
