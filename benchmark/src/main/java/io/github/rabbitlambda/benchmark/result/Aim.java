package io.github.rabbitlambda.benchmark.result;

import java.util.Locale;

/**
 * A value that a measurement should reach, and the value that it reached.
 *
 * @param atLeast
 *            whether the aim is a lower limit; otherwise it is an upper one
 */
public record Aim(String what, boolean atLeast, double aim, double reached) {
    public static Aim atLeast(double aim, String what, double reached) {
        return new Aim(what, true, aim, reached);
    }

    public static Aim atMost(double aim, String what, double reached) {
        return new Aim(what, false, aim, reached);
    }

    boolean isMet() {
        return atLeast ? reached >= aim : reached <= aim;
    }

    String row() {
        return String.format(Locale.ROOT, "| %s | at %s %s | %s | %s |%n", what, atLeast ? "least" : "most",
                Figures.of(aim), Figures.of(reached), isMet() ? "yes" : "**no**");
    }
}
