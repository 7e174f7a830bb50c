package io.github.rabbitlambda.function.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The messages of one event, in the event's order. Immutable.
 */
public final class Batch {
    private final @Nullable String eventSourceArn;
    private final List<Delivery> deliveries;

    /** The caller may not change the list afterwards. */
    Batch(@Nullable String eventSourceArn, List<Delivery> deliveries) {
        this.eventSourceArn = eventSourceArn;
        this.deliveries = Collections.unmodifiableList(deliveries);
    }

    /**
     * Decodes an event as Lambda sends it.
     *
     * @throws InvalidEventException
     *             when the event isn't JSON or has no {@code rmqMessagesByQueue} object; nothing else is refused
     */
    public static Batch decode(byte[] event) {
        return new EventDecoder(EventBytes.of(event.clone())).decode();
    }

    /**
     * Decodes an event from a stream, as a {@code RequestStreamHandler} gets it. Reads it to its end and leaves it
     * open.
     *
     * @throws IOException
     *             when the stream can't be read
     * @throws InvalidEventException
     *             when the event isn't JSON or has no {@code rmqMessagesByQueue} object; nothing else is refused
     */
    public static Batch decode(InputStream event) throws IOException {
        return new EventDecoder(EventBytes.of(event)).decode();
    }

    /** The broker's ARN; empty when the event has none. */
    public Optional<String> eventSourceArn() {
        return Optional.ofNullable(eventSourceArn);
    }

    /** Messages and undecodable records, in the event's order. */
    public List<Delivery> deliveries() {
        return deliveries;
    }
}
