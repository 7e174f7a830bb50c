package io.github.rabbitlambda.function.message;

/**
 * One message of the batch. Immutable and safe to share between threads.
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
     * Whether the broker says that it delivered this message before. It may be true at first sight: a message that was
     * prefetched and never handled counts as delivered.
     */
    public boolean redelivered() {
        return redelivered;
    }

    public Body body() {
        return new Body(body, properties.contentType().orElse(null), properties.contentEncoding().orElse(null));
    }

    /** The trace that the message belongs to, if its headers tell. */
    public TraceContext trace() {
        return TraceContext.of(headers());
    }

    /** The record as it came, for whoever keeps it. */
    RawJson raw() {
        return new RawJson(event, start, end);
    }

    /** Queue, message id and size; never the body. */
    @Override
    public String toString() {
        return "message " + properties.messageId().orElse("without id") + " of " + queue + " (" + body.length
                + " bytes)";
    }
}
