package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream that runs an action once a certain word was printed, and drops what is printed. */
final class LineSignal extends OutputStream {
    private final String word;
    private final Runnable action;
    private boolean isDone;

    private LineSignal(String word, Runnable action) {
        this.word = word;
        this.action = action;
    }

    static PrintStream on(String word, Runnable action) {
        return new PrintStream(new LineSignal(word, action), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int unit) {
        write(new byte[]{(byte) unit}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (!isDone && new String(bytes, offset, length, StandardCharsets.UTF_8).contains(word)) {
            isDone = true;
            action.run();
        }
    }
}
