package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * Which resources have the same values of some properties. A value that can't be seen may be that of any other resource: it
 * is compared if there are values to try for it, and otherwise taken to be another.
 */
final class Duplicates {
    /** Two resources, and whether all values are the same. */
    record Pair(ResolvedResource first, ResolvedResource second, Answer same) {}

    private final List<String> properties;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<ResolvedResource> unseen = new ArrayList<>();
    private final List<ResolvedResource> seen = new ArrayList<>();
    private final Map<String, List<ResolvedResource>> seenByValue = new HashMap<>();

    Duplicates(List<String> properties) {
        this.properties = properties;
    }

    /** Those whose values are the same, or may be for values that can be tried. */
    List<Pair> pairs() {
        return pairs;
    }

    /** Those of which it is assumed that their values are not those of another. */
    List<ResolvedResource> takenToDiffer() {
        return unseen.stream().filter(one -> candidates(one).stream()
                .anyMatch(other -> same(one, other).reasons().stream()
                        .anyMatch(reason -> reason.openParameters().isEmpty())))
                .toList();
    }

    void add(ResolvedResource resource) {
        if (properties.stream().anyMatch(name -> resource.get(name).isMissing())) {
            return;
        }
        if (properties.stream().anyMatch(name -> isUnseen(resource.get(name)))) {
            unseen.add(resource);
        } else {
            List<ResolvedResource> equal = new ArrayList<>(candidates(resource));
            properties.forEach(name -> equal.retainAll(withValue(name, resource)));
            equal.forEach(other -> addPair(other, resource));
            seen.add(resource);
            properties.forEach(name -> seenByValue
                    .computeIfAbsent(name + resource.get(name).key(), key -> new ArrayList<>()).add(resource));
        }
    }

    /** Compares what can't be seen with everything else; to be called once, after the last resource is added. */
    Duplicates compared() {
        for (int i = 0; i < unseen.size(); i++) {
            ResolvedResource one = unseen.get(i);
            candidates(one).forEach(other -> addToTry(other, one));
            unseen.subList(0, i).forEach(other -> addToTry(other, one));
        }
        return this;
    }

    private void addToTry(ResolvedResource first, ResolvedResource second) {
        Answer same = same(first, second);
        boolean toTry = same.reasons().stream().anyMatch(reason -> !reason.openParameters().isEmpty());
        if (same.isYes() || toTry) {
            pairs.add(new Pair(first, second, same));
        }
    }

    private void addPair(ResolvedResource first, ResolvedResource second) {
        Answer same = same(first, second);
        if (!same.isNo()) {
            pairs.add(new Pair(first, second, same));
        }
    }

    private Answer same(ResolvedResource first, ResolvedResource second) {
        Answer equal = Answer
                .all(properties.stream().map(name -> first.get(name).sameAs(second.get(name))).toList());
        return first.presentAnd(second.presentAnd(equal));
    }

    /** The resources that can be seen and have the first of a resource's values that can be. For speed only. */
    private List<ResolvedResource> candidates(ResolvedResource resource) {
        return properties.stream().filter(name -> !isUnseen(resource.get(name))).findFirst()
                .map(name -> withValue(name, resource)).orElse(seen);
    }

    private List<ResolvedResource> withValue(String property, ResolvedResource resource) {
        return seenByValue.getOrDefault(property + resource.get(property).key(), List.of());
    }

    private static boolean isUnseen(Value value) {
        return !(value instanceof Value.Text || value instanceof Value.Reference);
    }
}
