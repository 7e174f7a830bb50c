package io.github.rabbitlambda.operations;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages that a replay could not put back, each with its reason. An invocation's answer may have 6 MB, and a
 * message can hold any text; so names and reasons are cut, and only the first failures are listed. Not thread-safe.
 */
public final class ReplayFailures {
    static final int LISTED = 2_000;
    private static final int NAME_CHARACTERS = 400;
    private static final int REASON_CHARACTERS = 500;

    private final List<String> sentences = new ArrayList<>();
    private int unlisted;

    public void add(String name, String reason) {
        if (sentences.size() < LISTED) {
            sentences.add(cut(name, NAME_CHARACTERS) + ": " + cut(reason, REASON_CHARACTERS));
        } else {
            unlisted++;
        }
    }

    public List<String> sentences() {
        List<String> all = new ArrayList<>(sentences);
        if (unlisted > 0) {
            all.add("and %d more, which stay where they are: replay again after you have dealt with these"
                    .formatted(unlisted));
        }
        return all;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "…" : text;
    }
}
