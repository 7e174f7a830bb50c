package io.github.rabbitlambda.constructs.options;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects what is refused while options are read, so that a user reads all mistakes at once.
 */
public final class Mistakes {
    private final Set<String> sentences = new LinkedHashSet<>();

    /** What is read; if that is refused, the other value, with which the rest is read. */
    public <T> T orElse(T other, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal refusal) {
            add(refusal);
            return other;
        }
    }

    /** Runs a check, and collects what it refuses. */
    public void in(Runnable check) {
        orElse(true, () -> {
            check.run();
            return true;
        });
    }

    private void add(Refusal refusal) {
        sentences.addAll(refusal.sentences());
    }

    public void throwIfAny() {
        Refusal.throwIfAny(List.copyOf(sentences));
    }
}
