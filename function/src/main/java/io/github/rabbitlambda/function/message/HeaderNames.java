package io.github.rabbitlambda.function.message;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a table's fields, each once, and the place of each. Tables with the same names share one. Immutable.
 */
final class HeaderNames {
    static final HeaderNames NONE = new HeaderNames(List.of());

    private final String[] names;
    private final Map<String, Integer> places = new HashMap<>();

    HeaderNames(List<String> names) {
        this.names = names.toArray(new String[0]);
        for (String name : names) {
            places.put(name, places.size());
        }
    }

    /** Whether these are the first so many of the given ones, and all of those. */
    boolean are(String[] others, int count) {
        return Arrays.equals(names, 0, names.length, others, 0, count);
    }

    String name(int place) {
        return names[place];
    }

    /** The name's place, or -1. */
    int place(Object name) {
        return places.getOrDefault(name, -1);
    }

    List<String> list() {
        return Arrays.asList(names);
    }
}
