package io.github.rabbitlambda.reachability.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Collects the choices that the evaluation of an expression met. */
final class OpenChoices {
    private final Deque<Set<OpenChoice>> collections = new ArrayDeque<>();

    /** A result with the choices that were met on the way to it. */
    record Met<T>(T result, Set<OpenChoice> choices) {}

    void add(Set<OpenChoice> choices) {
        if (!collections.isEmpty()) {
            collections.peek().addAll(choices);
        }
    }

    <T> Met<T> during(Supplier<T> evaluation) {
        collections.push(new LinkedHashSet<>());
        T result = evaluation.get();
        return new Met<>(result, collections.pop());
    }
}
