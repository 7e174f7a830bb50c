package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Tree;

/** The three-way merge of two changes to one template. */
final class Merge {
    private Merge() {}

    /** Both changes together; empty where they contradict each other. */
    static Optional<Tree> of(Tree base, Tree one, Tree two) {
        if (one.equals(base) || one.equals(two)) {
            return Optional.of(two);
        }
        if (two.equals(base)) {
            return Optional.of(one);
        }
        if (base instanceof Tree.Mapping from && one instanceof Tree.Mapping first
                && two instanceof Tree.Mapping second) {
            return mappings(from, first, second);
        }
        if (base instanceof Tree.Sequence from && one instanceof Tree.Sequence first
                && two instanceof Tree.Sequence second) {
            return Optional.of(lists(from, first, second));
        }
        return Optional.empty();
    }

    private static Optional<Tree> mappings(Tree.Mapping base, Tree.Mapping one, Tree.Mapping two) {
        Set<String> keys = new LinkedHashSet<>(base.entries().keySet());
        keys.addAll(one.entries().keySet());
        keys.addAll(two.entries().keySet());
        Map<String, Tree> merged = new LinkedHashMap<>();
        Tree absent = new Tree.Nothing();
        for (String key : keys) {
            Optional<Tree> value = of(base.entries().getOrDefault(key, absent), one.entries().getOrDefault(key, absent),
                    two.entries().getOrDefault(key, absent));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (!value.get().equals(absent)) {
                merged.put(key, value.get());
            }
        }
        return Optional.of(new Tree.Mapping(merged));
    }

    private static Tree lists(Tree.Sequence base, Tree.Sequence one, Tree.Sequence two) {
        List<Tree> merged = new ArrayList<>();
        for (Tree item : base.items()) {
            if (one.items().contains(item) && two.items().contains(item)) {
                merged.add(item);
            }
        }
        one.items().stream().filter(item -> !base.items().contains(item)).forEach(merged::add);
        two.items().stream().filter(item -> !base.items().contains(item) && !merged.contains(item))
                .forEach(merged::add);
        return new Tree.Sequence(merged);
    }
}
