package io.github.rabbitlambda.doctor.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines of a width, each indented; a word that is longer stays whole. */
final class Wrapping {
    static final int WIDTH = 100;
    private static final String CONTINUED = " \\";
    private static final char NONE = ' ';

    private Wrapping() {}

    /** A text in lines, without the characters that would act on a terminal. */
    static List<String> words(String text, int indent) {
        return words(text, indent, indent);
    }

    /** The same with another indentation from the second line on. */
    static List<String> words(String text, int indent, int hanging) {
        return lines(List.of(text.replaceAll("\\p{Cntrl}", " ").strip().split(" +")), indent, hanging, "");
    }

    /** A command in lines that a shell reads as one. It is broken before options only, and never within quotes. */
    static List<String> command(String command, int indent) {
        return lines(options(command), indent, indent + 2, CONTINUED);
    }

    private static List<String> lines(List<String> parts, int indent, int hanging, String continued) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ".repeat(indent) + parts.getFirst());
        for (String part : parts.subList(1, parts.size())) {
            if (line.length() + 1 + part.length() + continued.length() > WIDTH) {
                lines.add(line + continued);
                line = new StringBuilder(" ".repeat(hanging) + part);
            } else {
                line.append(' ').append(part);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static List<String> options(String command) {
        List<String> options = new ArrayList<>();
        char quote = NONE;
        int start = 0;
        for (int i = 0; i < command.length(); i++) {
            quote = quoteAfter(quote, command.charAt(i));
            if (quote == NONE && command.startsWith(" --", i)) {
                options.add(command.substring(start, i));
                start = i + 1;
            }
        }
        options.add(command.substring(start));
        return options;
    }

    private static char quoteAfter(char quote, char next) {
        if (quote == NONE) {
            return next == '\'' || next == '"' ? next : NONE;
        }
        return next == quote ? NONE : quote;
    }
}
