package io.github.rabbitlambda.function.message;

/**
 * A record that is valid JSON but no message: for example its data is not Base64, or its headers can't be read.
 * Immutable.
 */
public final class UndecodableRecord implements Delivery {
    private final Queue queue;
    private final EventBytes event;
    private final int start;
    private final int end;
    private final UnreadableRecordException problem;

    UndecodableRecord(Queue queue, RawJson raw, UnreadableRecordException problem) {
        this.queue = queue;
        this.event = raw.event();
        this.start = raw.start();
        this.end = raw.end();
        this.problem = problem;
    }

    @Override
    public Queue queue() {
        return queue;
    }

    /** The record's JSON in the event. */
    public String json() {
        return raw().text();
    }

    /** A sentence that names the field, the expectation and the kind of value. It never quotes a value. */
    public String reason() {
        return problem.reason();
    }

    RawJson raw() {
        return new RawJson(event, start, end);
    }

    @Override
    public String toString() {
        return "undecodable record of " + queue + ": " + reason();
    }
}
