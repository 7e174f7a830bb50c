package io.github.rabbitlambda.local.queue;

import java.util.List;

/** Messages of one subscription, in the order of their delivery, and the event that carries them. */
public final class Batch {
    private final Subscription subscription;
    private final List<Delivery> deliveries;
    private final byte[] event;

    Batch(List<Delivery> deliveries, byte[] event) {
        this.subscription = deliveries.getFirst().subscription();
        this.deliveries = List.copyOf(deliveries);
        this.event = event;
    }

    /** The number of messages, at least 1. */
    public int size() {
        return deliveries.size();
    }

    /** How many of them the broker marks as redelivered. */
    public long redelivered() {
        return deliveries.stream().filter(Delivery::redelivered).count();
    }

    /** The event's JSON; shared, not to be changed. */
    public byte[] event() {
        return event;
    }

    /** The bodies' bytes. */
    public long bodyBytes() {
        return deliveries.stream().mapToLong(delivery -> delivery.body().length).sum();
    }

    /** Acknowledges all messages; false if the connection is lost, so that they will be delivered again. */
    public boolean acknowledge() {
        return subscription.acknowledge(deliveries);
    }

    /** Gives all messages back to the queue; false if the connection is lost, so that they are back already. */
    public boolean requeue() {
        return subscription.requeue(deliveries);
    }

    /** Whether the messages are still ours to settle. */
    public boolean isCurrent() {
        return subscription.lossCause() == null;
    }
}
