package io.github.rabbitlambda.local.invoke;

/** Removes from output and error messages of functions what a terminal would interpret. */
final class Printable {
    private static final int LONGEST_MESSAGE = 1000;

    private Printable() {}

    /** Removes control characters except tabs. */
    static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "");
    }

    /** The same, as a message of a bounded length; line breaks become spaces. */
    static String message(String text) {
        String line = of(text.replace('\n', ' '));
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
