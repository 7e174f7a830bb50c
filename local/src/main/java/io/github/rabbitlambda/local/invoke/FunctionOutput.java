package io.github.rabbitlambda.local.invoke;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Forwards what the function prints, line by line, and remembers the last lines. Safe for use by many threads. */
final class FunctionOutput {
    private static final int REMEMBERED_LINES = 12;
    /** Longer lines are split: a function may print without end and without a line break. */
    private static final int LONGEST_LINE = 8192;

    private final Deque<String> last = new ArrayDeque<>();
    private final Thread reader;

    FunctionOutput(InputStream output, Consumer<String> lines) {
        reader = Thread.ofVirtual().name("function output").start(() -> read(output, lines));
    }

    private void read(InputStream output, Consumer<String> lines) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c != '\n') {
                    line.append((char) c);
                }
                if (c == '\n' || line.length() == LONGEST_LINE) {
                    forward(line, lines);
                }
            }
            if (!line.isEmpty()) {
                forward(line, lines);
            }
        } catch (IOException e) {
            remember("(the rest of its output can't be read: " + e.getMessage() + ")");
        }
    }

    private void forward(StringBuilder text, Consumer<String> lines) {
        String line = Printable.withoutControlCharacters(text.toString());
        text.setLength(0);
        remember(line);
        lines.accept(line);
    }

    private synchronized void remember(String line) {
        if (last.size() == REMEMBERED_LINES) {
            last.removeFirst();
        }
        last.addLast(line);
    }

    /** The last lines. Waits up to a second until the output of an ended process is read. */
    String tail() {
        try {
            reader.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return String.join("\n", last);
        }
    }
}
