package io.github.rabbitlambda.reachability.network;

import java.util.List;

/** Lists in sentences. */
public final class TextList {
    private TextList() {}

    /** "a, b and c". */
    public static String and(List<String> items) {
        return join(items, " and ");
    }

    /** "a, b or c". */
    public static String or(List<String> items) {
        return join(items, " or ");
    }

    private static String join(List<String> items, String last) {
        return items.size() < 2
                ? String.join("", items)
                : String.join(", ", items.subList(0, items.size() - 1)) + last + items.getLast();
    }
}
