package io.github.rabbitlambda.function;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.function.RandomBatch.Kind;
import io.github.rabbitlambda.function.RandomBatch.Record;
import io.github.rabbitlambda.function.RandomThrowable.Link;

/**
 * Decides what becomes of a record, by the table in docs/listener.md, "The life of a message". It never looks at a
 * Throwable, only at how one was made.
 */
final class OutcomeOracle {
    enum Fate {
        PROCESSED, DUPLICATE, PROBE, UNDECODABLE, FAILED, SEVERE, OUTAGE, NO_MEMORY, NO_TABLE;

        /** Whether it shows that the function works. */
        boolean works() {
            return this == PROCESSED || this == FAILED;
        }

        /** Whether no further message is started. */
        boolean stops() {
            return ordinal() >= OUTAGE.ordinal();
        }

        boolean isParked() {
            return this == UNDECODABLE || this == FAILED || this == SEVERE;
        }

        String reason() {
            return switch (this) {
                case OUTAGE -> "the handler reported an outage";
                case SEVERE -> "the function is broken: its code can't be loaded";
                case NO_MEMORY -> "memory or threads ran out";
                case NO_TABLE -> "the idempotency table can't be reached";
                default -> "";
            };
        }
    }

    /** @param calls how often the handler is called, if nothing stops the batch before */
    record Verdict(Fate fate, int calls) {}

    private OutcomeOracle() {}

    static Verdict verdict(Record record, RandomBatch batch) {
        if (record.kind() != Kind.MESSAGE) {
            return new Verdict(record.kind() == Kind.PROBE ? Fate.PROBE : Fate.UNDECODABLE, 0);
        }
        if (batch.hasTable() && record.hasKey() && (record.breaksTable() || record.isKnown())) {
            return new Verdict(record.breaksTable() ? Fate.NO_TABLE : Fate.DUPLICATE, 0);
        }
        for (int attempt = 1; attempt <= batch.attempts(); attempt++) {
            Optional<RandomThrowable> failure = record.failures().get(attempt - 1);
            Optional<Fate> fate = failure.isEmpty() ? Optional.of(Fate.PROCESSED) : end(failure.get());
            if (fate.isPresent()) {
                return new Verdict(fate.get(), attempt);
            }
        }
        return new Verdict(Fate.FAILED, batch.attempts());
    }

    /** Empty when the message may be retried. */
    private static Optional<Fate> end(RandomThrowable failure) {
        List<Link> links = failure.links();
        if (links.contains(Link.OUTAGE)) {
            return Optional.of(Fate.OUTAGE);
        }
        Link severe = links.stream().filter(link -> link != Link.OTHER).findFirst().orElse(Link.OTHER);
        return switch (severe) {
            case CLASS_PROBLEM, BROKEN_MACHINE -> Optional.of(Fate.SEVERE);
            case OUT_OF_MEMORY -> Optional.of(Fate.NO_MEMORY);
            case STACK_OVERFLOW, OTHER, OUTAGE -> Optional.empty();
        };
    }
}
