package io.github.rabbitlambda.reachability.terraform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.Tree;

/** The properties of one resource of a template; what isn't given is left out. */
final class Properties {
    private final Map<String, Tree> entries = new LinkedHashMap<>();

    Properties with(String name, Tree value) {
        if (!(value instanceof Tree.Nothing)) {
            entries.put(name, value);
        }
        return this;
    }

    Properties with(String name, List<Tree> items) {
        return items.isEmpty() ? this : with(name, new Tree.Sequence(items));
    }

    /** A value, or what the provider takes if it isn't given. */
    Properties with(String name, Tree value, String preset) {
        return with(name, value instanceof Tree.Nothing ? Tree.text(preset) : value);
    }

    Tree.Mapping tree() {
        return new Tree.Mapping(entries);
    }
}
