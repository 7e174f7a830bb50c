package io.github.rabbitlambda.function;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What one event brought, in the event's order. Immutable.
 */
public final class Batch {
    private final @Nullable String eventSourceArn;
    private final List<Delivery> deliveries;

    /** Takes the list over. */
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
        return new EventDecoder(event.clone()).decode();
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
