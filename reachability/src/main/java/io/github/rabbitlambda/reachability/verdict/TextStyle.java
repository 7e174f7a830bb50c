package io.github.rabbitlambda.reachability.verdict;

import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.Verdict.Kind;

/** How a report for people marks its words: not at all, or with the colors of a terminal (ECMA-48). */
public enum TextStyle {
    PLAIN, COLORED;

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";
    private static final String FAINT = "2";

    String kind(Kind kind) {
        return marked(kind.name(), "1;" + switch (kind) {
            case FAILS -> RED;
            case UNKNOWN -> YELLOW;
            case CONNECTS_IF -> CYAN;
            case CONNECTS -> GREEN;
        });
    }

    String label(Level level, String label) {
        return marked(label, switch (level) {
            case FAILS -> RED;
            case UNKNOWN, WARNS -> YELLOW;
            case ASSUMES -> CYAN;
            case NOTES -> FAINT;
        });
    }

    String faint(String text) {
        return marked(text, FAINT);
    }

    private String marked(String text, String code) {
        return this == PLAIN || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
