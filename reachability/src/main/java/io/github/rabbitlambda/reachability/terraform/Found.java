package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an expression may get its value from.
 *
 * @param guesses how instances were chosen where the plan doesn't say which are meant; empty if it does
 * @param hidden references that can't be followed, such as local.x
 */
record Found(List<Target> targets, List<String> guesses, List<String> hidden) {
    static final Found NOTHING = new Found(List.of(), List.of(), List.of());

    Found {
        targets = List.copyOf(new LinkedHashSet<>(targets));
        guesses = List.copyOf(guesses);
        hidden = List.copyOf(hidden);
    }

    static Found of(Target target) {
        return new Found(List.of(target), List.of(), List.of());
    }

    static Found hidden(String reference) {
        return new Found(List.of(), List.of(), List.of(reference));
    }

    Found and(Found other) {
        return new Found(join(targets, other.targets), join(guesses, other.guesses), join(hidden, other.hidden));
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        Set<T> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return new ArrayList<>(all);
    }

    Found only(Predicate<Target> wanted) {
        return new Found(targets.stream().filter(wanted).toList(), guesses, hidden);
    }

    /** The target at a position of a list. */
    Found item(String key) {
        if (targets.size() < 2 || !key.matches("\\[\\d{1,6}]")) {
            return this;
        }
        int position = Integer.parseInt(key.substring(1, key.length() - 1));
        return position < targets.size()
                ? new Found(List.of(targets.get(position)), guesses, hidden)
                : new Found(List.of(), guesses, List.of("item " + position + " of a list of " + targets.size()));
    }
}
