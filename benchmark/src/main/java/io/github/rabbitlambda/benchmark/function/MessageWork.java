package io.github.rabbitlambda.benchmark.function;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** What every handler does with a message, and the totals that prove that all handlers did the same. Thread-safe. */
final class MessageWork {
    /** The body of a message that has the totals printed; it isn't counted. */
    static final ByteBuffer TOTALS_REQUEST = ByteBuffer.wrap("totals?".getBytes(StandardCharsets.US_ASCII));
    static final String TOTALS = "totals ";

    private static final LongAdder MESSAGES = new LongAdder();
    private static final LongAdder BYTES = new LongAdder();
    private static final LongAdder ENDS = new LongAdder();

    private MessageWork() {}

    static void process(ByteBuffer body) {
        if (body.equals(TOTALS_REQUEST)) {
            System.out.println(TOTALS + MESSAGES + " messages, " + BYTES + " bytes, ends " + ENDS);
            return;
        }
        Downstream.call();
        MESSAGES.increment();
        BYTES.add(body.remaining());
        ENDS.add(body.get(0) + body.get(body.remaining() / 2) + body.get(body.remaining() - 1));
    }
}
