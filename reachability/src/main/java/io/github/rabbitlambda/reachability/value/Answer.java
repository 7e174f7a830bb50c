package io.github.rabbitlambda.reachability.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Yes, no, or not known (Kleene's three-valued logic). A yes may rest on assumptions; an unknown has its reasons.
 *
 * @param reasons why the answer is not known; empty unless {@code truth} is MAYBE
 * @param assumptions what a yes assumes
 */
public record Answer(Truth truth, List<UnknownReason> reasons, List<String> assumptions) {
    public enum Truth {
        NO, MAYBE, YES
    }

    public static final Answer YES = new Answer(Truth.YES, List.of(), List.of());
    public static final Answer NO = new Answer(Truth.NO, List.of(), List.of());

    public static Answer of(boolean truth) {
        return truth ? YES : NO;
    }

    public static Answer maybe(UnknownReason reason) {
        return new Answer(Truth.MAYBE, List.of(reason), List.of());
    }

    public static Answer maybe(String what, String remedy) {
        return maybe(UnknownReason.of(what, remedy));
    }

    public static Answer assuming(String assumption) {
        return new Answer(Truth.YES, List.of(), List.of(assumption));
    }

    public static Answer all(Collection<Answer> answers) {
        if (answers.stream().anyMatch(Answer::isNo)) {
            return NO;
        }
        List<UnknownReason> reasons = answers.stream().flatMap(answer -> answer.reasons.stream()).distinct().toList();
        List<String> assumptions = answers.stream().flatMap(answer -> answer.assumptions.stream()).distinct().toList();
        return new Answer(reasons.isEmpty() ? Truth.YES : Truth.MAYBE, reasons, assumptions);
    }

    public static Answer any(Collection<Answer> answers) {
        Optional<Answer> best = answers.stream().filter(Answer::isYes)
                .min(Comparator.comparingInt(answer -> answer.assumptions.size()));
        if (best.isPresent()) {
            return best.get();
        }
        List<UnknownReason> reasons = answers.stream().flatMap(answer -> answer.reasons.stream()).distinct().toList();
        return reasons.isEmpty() ? NO : new Answer(Truth.MAYBE, reasons, List.of());
    }

    public Answer and(Answer other) {
        return all(List.of(this, other));
    }

    /** The same; the other question is asked only if it matters. */
    public Answer and(Supplier<Answer> other) {
        return isNo() ? this : and(other.get());
    }

    public Answer or(Answer other) {
        return any(List.of(this, other));
    }

    public Answer not() {
        return switch (truth) {
            case YES -> NO;
            case NO -> YES;
            case MAYBE -> this;
        };
    }

    public boolean isYes() {
        return truth == Truth.YES;
    }

    public boolean isNo() {
        return truth == Truth.NO;
    }

    public boolean isMaybe() {
        return truth == Truth.MAYBE;
    }
}
