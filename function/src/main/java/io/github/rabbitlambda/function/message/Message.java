package io.github.rabbitlambda.function.message;

/**
 * One message of the batch. Immutable and thread-safe.
 */
public final class Message implements Delivery {
    private final Queue queue;
    private final MessageProperties properties;
    private final boolean redelivered;
    private final byte[] body;
    private final EventBytes event;
    private final int start;
    private final int end;

    Message(Queue queue, MessageProperties properties, boolean redelivered, byte[] body, RawJson raw) {
        this.queue = queue;
        this.properties = properties;
        this.redelivered = redelivered;
        this.body = body;
        this.event = raw.event();
        this.start = raw.start();
        this.end = raw.end();
    }

    @Override
    public Queue queue() {
        return queue;
    }

    public MessageProperties properties() {
        return properties;
    }

    /** The properties' headers; empty when the message has none. */
    public Headers headers() {
        return properties.headers();
    }

    /**
     * Whether the broker marked the message as delivered before. It may be true for the first delivery that a handler
     * sees: a message that was only prefetched counts as delivered.
     */
    public boolean redelivered() {
        return redelivered;
    }

    public Body body() {
        return new Body(body, properties.contentType().orElse(null), properties.contentEncoding().orElse(null));
    }

    /** The trace context in the message's headers. */
    public TraceContext trace() {
        return TraceContext.of(headers());
    }

    /** The record's JSON in the event. */
    RawJson raw() {
        return new RawJson(event, start, end);
    }

    /** Shows queue, message id and size, never the body. */
    @Override
    public String toString() {
        return "message " + properties.messageId().orElse("without id") + " of " + queue + " (" + body.length
                + " bytes)";
    }
}
