package io.github.rabbitlambda.reachability.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One operation of JSON Patch (RFC 6902) on a tree.
 *
 * @param operation add, replace or remove; {@code add} on an existing member replaces it
 * @param value ignored by remove
 */
public record JsonPatch(String operation, String pointer, Tree value) {

    /**
     * The tree after the operation.
     *
     * @throws IllegalArgumentException if the pointer leads through something that doesn't exist
     */
    public Tree applyTo(Tree tree) {
        List<String> steps = List.of(pointer.substring(1).split("/")).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~")).toList();
        return applied(tree, steps);
    }

    private Tree applied(@Nullable Tree tree, List<String> steps) {
        if (steps.isEmpty()) {
            return value;
        }
        String step = steps.getFirst();
        List<String> further = steps.subList(1, steps.size());
        if (tree instanceof Tree.Sequence(List<Tree> items)) {
            return inList(items, step, further);
        }
        if (tree instanceof Tree.Mapping mapping) {
            return inMapping(mapping, step, further);
        }
        throw new IllegalArgumentException("expected an object or a list before /" + step + " in " + pointer);
    }

    private Tree inList(List<Tree> items, String step, List<String> further) {
        List<Tree> copy = new ArrayList<>(items);
        if (step.equals("-")) {
            copy.add(value);
            return new Tree.Sequence(copy);
        }
        int index = Integer.parseInt(step);
        if (further.isEmpty() && operation.equals("remove")) {
            copy.remove(index);
        } else if (further.isEmpty() && operation.equals("add")) {
            copy.add(index, value);
        } else {
            copy.set(index, applied(items.get(index), further));
        }
        return new Tree.Sequence(copy);
    }

    private Tree inMapping(Tree.Mapping mapping, String step, List<String> further) {
        Map<String, Tree> copy = new LinkedHashMap<>(mapping.entries());
        if (further.isEmpty() && operation.equals("remove")) {
            copy.remove(step);
        } else {
            copy.put(step, applied(copy.get(step), further));
        }
        return new Tree.Mapping(copy);
    }
}
