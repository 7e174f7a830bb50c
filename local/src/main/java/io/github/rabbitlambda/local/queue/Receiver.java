package io.github.rabbitlambda.local.queue;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.ShutdownSignalException;

/**
 * Receives a queue's messages. When the connection is lost, it opens another {@link Subscription}, with a growing delay
 * between attempts. Confined to one thread, except {@link #unsettled}.
 */
final class Receiver implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
    /** The broker logs the check as an error of a client: queues that deliver are spared. */
    private static final Duration STREAM_CHECK_DELAY = Duration.ofSeconds(1);

    private final QueueSettings settings;
    private final MappingEvents events;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private final EmptyQueueCheck emptyQueueCheck = new EmptyQueueCheck(System::nanoTime);
    private volatile Subscription subscription;
    private final long streamCheckTime = System.nanoTime() + STREAM_CHECK_DELAY.toNanos();
    private boolean isStreamRefused;
    private boolean isLost;

    /**
     * Consumes the queue.
     *
     * @throws CannotConsume
     *             if the first attempt fails; later attempts are repeated
     */
    Receiver(QueueSettings settings, MappingEvents events) {
        this.settings = settings;
        this.events = events;
        this.subscription = Subscription.open(settings);
    }

    /**
     * Returns the next delivery, or null if none came within the wait or 100 ms. Reconnects if the connection is lost.
     *
     * @throws CannotConsume
     *             if the queue is a stream
     * @throws UnreadableMessage
     *             if the connection was lost because of a message that the client can't read
     */
    @Nullable
    Delivery poll(Duration wait) throws InterruptedException {
        Delivery delivery = subscription.poll(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        if (delivery == null && subscription.lossCause() != null) {
            reconnect(subscription.lossCause());
        }
        if (!isStreamRefused && System.nanoTime() >= streamCheckTime) {
            isStreamRefused = true;
            refuseSilentStream();
        }
        return delivery;
    }

    /**
     * Whether the queue was empty for as long as {@link EmptyQueueCheck} asks; while deliveries are in use, it is not.
     */
    boolean isQueueEmpty(boolean isIdle) {
        if (!isIdle) {
            emptyQueueCheck.restart();
            return false;
        }
        return emptyQueueCheck.isEmpty(subscription.ready(), subscription.received());
    }

    private void refuseSilentStream() {
        if (subscription.received() == 0 && subscription.lossCause() == null) {
            subscription.refuseStream();
        }
    }

    /** How many received messages are not settled. */
    int unsettled() {
        return subscription.unsettled();
    }

    private void reconnect(Throwable cause) throws InterruptedException {
        subscription.close();
        UnreadableMessage.throwIfCausedBy(cause, settings.queue(), subscription.received() + 1);
        if (!isLost) {
            events.connectionLost(cause instanceof ShutdownSignalException signal
                    ? shutdownReason(signal)
                    : String.valueOf(cause.getMessage()));
        }
        isLost = true;
        Thread.sleep(backoff.next());
        try {
            subscription = Subscription.open(settings);
            backoff.reset();
            isLost = false;
            events.reconnected();
        } catch (CannotConsume e) {
            events.reconnectFailed(e.getMessage());
        }
    }

    private static String shutdownReason(ShutdownSignalException signal) {
        return signal.getReason() == null
                ? String.valueOf(signal.getCause() == null ? signal.getMessage() : signal.getCause().getMessage())
                : signal.getReason().toString();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
