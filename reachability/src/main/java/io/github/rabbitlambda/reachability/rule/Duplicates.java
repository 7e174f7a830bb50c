package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/** Two resources that have the same values of some properties, or may have. */
record Duplicates(ResolvedResource first, ResolvedResource second, Answer same) {

    /** The pairs among resources that have all of these properties. What can be seen is compared by hash, for speed only. */
    static List<Duplicates> among(List<ResolvedResource> resources, List<String> properties) {
        List<Duplicates> pairs = new ArrayList<>();
        List<ResolvedResource> unseen = new ArrayList<>();
        Map<String, List<ResolvedResource>> seen = new LinkedHashMap<>();
        for (ResolvedResource resource : resources) {
            List<Value> values = properties.stream().map(resource::get).toList();
            if (values.stream().anyMatch(Value.Opaque.class::isInstance)) {
                unseen.forEach(other -> add(other, resource, properties, pairs));
                unseen.add(resource);
            } else if (values.stream().noneMatch(Value::isMissing)) {
                List<ResolvedResource> equal = seen.computeIfAbsent(
                        String.join(" ", values.stream().map(Value::key).toList()), key -> new ArrayList<>());
                equal.forEach(other -> add(other, resource, properties, pairs));
                equal.add(resource);
            }
        }
        unseen.forEach(one -> seen.values().stream().flatMap(List::stream)
                .forEach(other -> add(other, one, properties, pairs)));
        return pairs;
    }

    private static void add(ResolvedResource first, ResolvedResource second, List<String> properties,
            List<Duplicates> pairs) {
        Answer equal = Answer
                .all(properties.stream().map(name -> first.get(name).sameAs(second.get(name))).toList());
        Answer same = first.presentAnd(second.presentAnd(equal));
        if (!same.isNo()) {
            pairs.add(new Duplicates(first, second, same));
        }
    }

    /** Whether they are different. What can't be seen is assumed to be, unless there are values to try. */
    Answer differ() {
        boolean toTry = same.reasons().stream().anyMatch(reason -> !reason.openParameters().isEmpty());
        return same.isMaybe() && !toTry
                ? Answer.assuming("`" + first.id() + "` and `" + second.id() + "` are for different things, of which "
                        + same.reasons().getFirst().what() + " is not seen")
                : same.not();
    }

    /** What is asked, in words. */
    String words() {
        return "whether `" + first.id() + "` and `" + second.id() + "` differ";
    }
}
