package io.github.rabbitlambda.local.invoke;

/** What functions print and say of errors, fit for a terminal. */
final class Printable {
    private static final int LONGEST_MESSAGE = 1000;

    private Printable() {}

    /** Without control characters, but for tabs. */
    static String withoutControlCharacters(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "");
    }

    /** The same, as a message of a bounded length; line breaks become spaces. */
    static String message(String text) {
        String line = withoutControlCharacters(text.replace('\n', ' '));
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
