package io.github.rabbitlambda.local.invoke;

/** Makes a function's output and error messages safe to print on a terminal. */
final class Printable {
    private static final int LONGEST_MESSAGE = 1000;

    private Printable() {}

    /** Keeps tabs. */
    static String withoutControlCharacters(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "");
    }

    /** One line without control characters, of a limited length; line breaks become spaces. */
    static String message(String text) {
        String line = withoutControlCharacters(text.replace('\n', ' '));
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
