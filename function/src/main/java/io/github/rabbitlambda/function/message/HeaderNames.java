package io.github.rabbitlambda.function.message;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a table's fields, each once, and the index of each. Tables with the same names share one object.
 * Immutable.
 */
final class HeaderNames {
    static final HeaderNames NONE = new HeaderNames(List.of());

    private final String[] names;
    private final Map<String, Integer> indexes = new HashMap<>();

    HeaderNames(List<String> names) {
        this.names = names.toArray(new String[0]);
        for (String name : names) {
            indexes.put(name, indexes.size());
        }
    }

    /** Whether these names are equal to the first {@code count} of the given ones, in the same order. */
    boolean equal(String[] others, int count) {
        return Arrays.equals(names, 0, names.length, others, 0, count);
    }

    String name(int index) {
        return names[index];
    }

    /** The name's index, or -1. */
    int indexOf(Object name) {
        return indexes.getOrDefault(name, -1);
    }

    List<String> list() {
        return Arrays.asList(names);
    }
}
