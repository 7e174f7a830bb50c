package io.github.rabbitlambda.doctor.report;

import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.reachability.verdict.TextStyle;

/** The colors of a terminal (ECMA-48) for the levels of findings. */
final class Color {
    private Color() {}

    static String marked(TextStyle style, Level level) {
        return switch (style) {
            case PLAIN -> level.name();
            case COLORED -> "\u001B[" + code(level) + "m" + level.name() + "\u001B[0m";
        };
    }

    private static String code(Level level) {
        return switch (level) {
            case CAUSE -> "1;31";
            case SUSPECT, UNKNOWN, WARNING -> "33";
            case WAIT -> "36";
            case NOTE -> "2";
        };
    }
}
