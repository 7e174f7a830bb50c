package io.github.rabbitlambda.local.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.local.queue.RecordEncoder.Unencodable;

/**
 * Makes batches of a queue's messages. It filters and encodes each message, and closes a batch when the number of
 * messages, the batching window or the size of the event reaches its limit. Confined to one thread, except
 * {@link #unsettledMessages}.
 *
 * <p>Invariants:
 * <ol>
 * <li>A batch has at least one message, and all its messages came from one {@link Subscription}:
 * {@link #discardLostDeliveries} removes the messages of a lost one, which the broker delivers again.
 * <li>The window starts with the first message and is not extended by later ones ({@link #append}).
 * <li>An event is never larger than its limit ({@link #add}). A message that does not fit is {@link #heldOver}: it is
 * the first message of the next batch.
 * <li>Only messages that are filtered out or dropped are settled here ({@link #discard}).
 * </ol>
 * Example with a limit of three messages and a window of 500 ms: messages arrive after 0, 200 and 600 ms. The batch of
 * the first two closes after 500 ms; the third message starts a batch of its own.
 */
public final class Batcher implements AutoCloseable {
    private static final byte[] EVENT_END = "]},\"eventSource\":\"aws:rmq\"}"
            .getBytes(StandardCharsets.US_ASCII);

    private final BatchSettings limits;
    private final Filters filters;
    private final QueueSettings queue;
    private final MappingEvents events;
    private final Receiver receiver;
    private final RecordEncoder encoder = new RecordEncoder();
    private final JsonBytes event = new JsonBytes();
    private final int emptyLength;
    private final List<Delivery> deliveries = new ArrayList<>();
    private @Nullable Delivery heldOver;
    private long windowEnd;
    private long discardedMessages;

    /**
     * Starts to consume.
     *
     * @throws CannotConsume
     *             if the queue can't be consumed
     */
    public Batcher(QueueSettings queue, BatchSettings limits, Filters filters, String eventSourceArn,
            MappingEvents events) {
        this.limits = limits;
        this.filters = filters;
        this.queue = queue;
        this.events = events;
        this.receiver = new Receiver(queue, events);
        event.ascii("{\"eventSourceArn\":").string(eventSourceArn).ascii(",\"rmqMessagesByQueue\":{")
                .string(queue.queue() + "::" + queue.broker().virtualHost()).ascii(":[");
        emptyLength = event.length();
    }

    /**
     * Waits for the next batch; returns null if {@code stop} becomes true before the batch is complete.
     *
     * @throws UnreadableMessage
     *             if a message can't be read or encoded; it and its batch go back to the queue
     */
    public @Nullable Batch next(BooleanSupplier stop) throws InterruptedException {
        clear();
        while (!stop.getAsBoolean()) {
            discardLostDeliveries();
            boolean isWindowOver = !deliveries.isEmpty() && System.nanoTime() >= windowEnd;
            if (isWindowOver && !limits.window().isZero()) {
                return closeBatch();
            }
            Delivery delivery = take();
            boolean isFull = delivery != null && !add(delivery) || deliveries.size() == limits.size();
            if (isFull || isWindowOver && delivery == null) {
                return closeBatch();
            }
        }
        return null;
    }

    /** How many messages were filtered out or dropped so far, and acknowledged. */
    public long discardedMessages() {
        return discardedMessages;
    }

    /**
     * Whether the broker had no message for a while, and none is here. The batch that {@link #next} has returned last
     * counts as here. It asks the broker, so ask it only if the answer
     * matters.
     */
    public boolean isQueueEmpty() {
        return receiver.isQueueEmpty(deliveries.isEmpty() && heldOver == null);
    }

    /** How many messages were received and are not settled, in batches or waiting for one; any thread may ask. */
    public int unsettledMessages() {
        return receiver.unsettled();
    }

    private @Nullable Delivery take() throws InterruptedException {
        Delivery delivery = heldOver;
        heldOver = null;
        if (delivery != null) {
            return delivery;
        }
        return receiver.poll(deliveries.isEmpty()
                ? Duration.ofSeconds(1)
                : Duration.ofNanos(Math.max(0, windowEnd - System.nanoTime())));
    }

    /** Adds, discards or holds over a delivery; returns false if it is held over. */
    private boolean add(Delivery delivery) {
        JsonBytes encoded = encoded(delivery);
        if (emptyLength + encoded.length() + EVENT_END.length > limits.eventBytes()) {
            String messageId = String.valueOf(delivery.properties().getMessageId());
            discard(delivery, () -> events.dropped(messageId, encoded.length()));
            return true;
        }
        if (!filters.isEmpty() && !filters.match(delivery.body(), encoded.toByteArray())) {
            discard(delivery, events::filteredOut);
            return true;
        }
        if (!deliveries.isEmpty() && event.length() + 1 + encoded.length() + EVENT_END.length > limits.eventBytes()) {
            heldOver = delivery;
            return false;
        }
        append(delivery, encoded);
        return true;
    }

    private void discard(Delivery delivery, Runnable report) {
        if (delivery.subscription().acknowledgeOne(delivery)) {
            discardedMessages++;
            report.run();
        }
    }

    private JsonBytes encoded(Delivery delivery) {
        try {
            return encoder.encode(delivery);
        } catch (Unencodable e) {
            throw new UnreadableMessage(
                    "delivery %d of queue \"%s\" (message id %s) has %s, which JSON can't express and which Gson, that Lambda seems to use, refuses: it is still in the queue; take it out and start again"
                            .formatted(delivery.tag(), queue.queue(), delivery.properties().getMessageId(),
                                    e.getMessage()),
                    e);
        }
    }

    private void append(Delivery delivery, JsonBytes encoded) {
        if (deliveries.isEmpty()) {
            windowEnd = System.nanoTime() + limits.window().toNanos();
        } else {
            event.ascii(",");
        }
        event.append(encoded);
        deliveries.add(delivery);
    }

    private Batch closeBatch() {
        return new Batch(deliveries, event.append(EVENT_END).toByteArray());
    }

    private void discardLostDeliveries() {
        if (!deliveries.isEmpty() && deliveries.getFirst().subscription().lossCause() != null) {
            clear();
        }
        if (heldOver != null && heldOver.subscription().lossCause() != null) {
            heldOver = null;
        }
    }

    private void clear() {
        deliveries.clear();
        event.truncate(emptyLength);
    }

    /** Stops consuming; unsettled messages go back to the queue. */
    @Override
    public void close() {
        receiver.close();
    }
}
