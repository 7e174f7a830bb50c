package io.github.rabbitlambda.benchmark.function;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** What every handler does with a message, and the totals that show that all did the same. Safe for use by many threads. */
final class Work {
    /** The body of a message that asks for the totals so far; it isn't counted itself. */
    static final ByteBuffer QUESTION = ByteBuffer.wrap("totals?".getBytes(StandardCharsets.US_ASCII));
    static final String ANSWER = "totals ";

    private static final LongAdder MESSAGES = new LongAdder();
    private static final LongAdder BYTES = new LongAdder();
    private static final LongAdder ENDS = new LongAdder();

    private Work() {}

    static void on(ByteBuffer body) {
        if (body.equals(QUESTION)) {
            System.out.println(ANSWER + MESSAGES + " messages, " + BYTES + " bytes, ends " + ENDS);
            return;
        }
        Downstream.call();
        MESSAGES.increment();
        BYTES.add(body.remaining());
        ENDS.add(body.get(0) + body.get(body.remaining() / 2) + body.get(body.remaining() - 1));
    }
}
