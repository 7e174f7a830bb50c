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

    /** How many messages the broker marked as redelivered. */
    public long redelivered() {
        return deliveries.stream().filter(Delivery::redelivered).count();
    }

    /** The event's JSON. Do not change the array. */
    public byte[] event() {
        return event;
    }

    /** The bodies' total size in bytes. */
    public long bodyBytes() {
        return deliveries.stream().mapToLong(delivery -> delivery.body().length).sum();
    }

    /** Acknowledges all messages; returns false if the connection is lost, and then the broker redelivers them. */
    public boolean acknowledge() {
        return subscription.acknowledge(deliveries);
    }

    /**
     * Returns all messages to the queue; returns false if the connection is lost, and then the queue has them already.
     */
    public boolean requeue() {
        return subscription.requeue(deliveries);
    }

    /** Whether the messages can still be settled: the connection that delivered them is not lost. */
    public boolean isCurrent() {
        return subscription.lossCause() == null;
    }
}
