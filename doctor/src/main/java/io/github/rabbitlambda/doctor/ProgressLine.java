package io.github.rabbitlambda.doctor;

import java.io.PrintStream;

import io.github.rabbitlambda.doctor.reader.Progress;

/** One line on a terminal that says how far the reader is. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final String START_OF_LINE = "\r";

    private final PrintStream terminal;
    private int longest;

    ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void answered(String region, int answers, int asked) {
        write("asking " + region + ": " + answers + " of " + asked + " calls");
    }

    // Blanks cover a longer text from before, without a control sequence.
    private void write(String text) {
        terminal.print(START_OF_LINE + text + " ".repeat(Math.max(0, longest - text.length())));
        terminal.flush();
        longest = Math.max(longest, text.length());
    }

    /** Leaves the line empty. */
    @Override
    public void close() {
        if (longest > 0) {
            write("");
            terminal.print(START_OF_LINE);
            terminal.flush();
        }
    }
}
