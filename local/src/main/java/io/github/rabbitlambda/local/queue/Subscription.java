package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;

/**
 * A connection with its channel and its consumer, from the login until the connection is lost or closed.
 *
 * <p>Invariants:
 * <ol>
 * <li>A delivery is settled on the subscription that received it, or not at all ({@link Delivery} has its
 * subscription).
 * <li>A lost subscription stays lost ({@link #lossCause} is set once): the broker has taken back its unsettled
 * messages, and its deliveries can't be settled any more.
 * <li>The client's threads only add to {@link #inbox}, count {@link #unsettled} up and set {@link #lossCause}; the
 * mapping's thread does the rest.
 * </ol>
 */
final class Subscription implements AutoCloseable {
    private final QueueSettings settings;
    private final Connection connection;
    private final Channel channel;
    private final BlockingQueue<Delivery> inbox = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Throwable> lossCause = new AtomicReference<>();
    private final AtomicInteger unsettled = new AtomicInteger();
    private long received;

    private Subscription(QueueSettings settings, Connection connection) throws IOException {
        this.settings = settings;
        this.connection = connection;
        channel = connection.createChannel();
        connection.addShutdownListener(this::onShutdown);
        channel.addShutdownListener(this::onShutdown);
        channel.basicQos(settings.prefetch());
        channel.basicConsume(settings.queue(), false, new InboxConsumer());
    }

    /**
     * Connects and consumes.
     *
     * @throws CannotConsume
     *             with the reason
     * @throws UnreadableMessage
     *             if the connection was lost at once because of a message that the client can't read
     */
    static Subscription open(QueueSettings settings) {
        Connection connection = connect(settings);
        try {
            return new Subscription(settings, connection);
        } catch (IOException | ShutdownSignalException e) {
            connection.abort(1000);
            UnreadableMessage.throwIfCausedBy(e, settings.queue(), 1);
            throw CannotConsume.because(e, settings);
        }
    }

    private static Connection connect(QueueSettings settings) {
        try {
            return Connections.factory(settings.broker(), settings.certificateAuthority())
                    .newConnection("event source mapping");
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            throw CannotConsume.because(e, settings);
        }
    }

    /** Returns the next delivery, or null if none comes within the wait. */
    @Nullable
    Delivery poll(Duration wait) throws InterruptedException {
        Delivery delivery = inbox.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (delivery != null) {
            received++;
        }
        return delivery;
    }

    /** Why the connection was lost; null while it is open. */
    @Nullable
    Throwable lossCause() {
        return lossCause.get();
    }

    /** How many deliveries arrived. */
    long received() {
        return received + inbox.size();
    }

    /** How many messages the broker has that it has not delivered; empty if the connection is lost. */
    OptionalLong ready() {
        long[] count = new long[1];
        boolean isAnswered = run(
                () -> count[0] = channel.queueDeclarePassive(settings.queue()).getMessageCount());
        return isAnswered ? OptionalLong.of(count[0]) : OptionalLong.empty();
    }

    /** How many messages the broker waits for; any thread may ask. */
    int unsettled() {
        return lossCause.get() == null ? unsettled.get() : 0;
    }

    /**
     * Refuses a stream: it looks like an empty queue.
     *
     * @throws CannotConsume
     *             if the queue is a stream
     */
    void refuseStream() {
        try {
            if (StreamCheck.isStream(connection, settings.queue())) {
                throw CannotConsume.stream(settings.queue());
            }
        } catch (IOException | ShutdownSignalException e) {
            lossCause.compareAndSet(null, e);
        }
    }

    /** Acknowledges one delivery, independent of earlier ones. */
    boolean acknowledgeOne(Delivery delivery) {
        return run(() -> {
            channel.basicAck(delivery.tag(), false);
            unsettled.decrementAndGet();
        });
    }

    /**
     * Acknowledges deliveries in the order of their arrival. One frame settles them together with all earlier unsettled
     * deliveries, so there must be no others.
     *
     * @return false if the connection is lost, and then the broker delivers them again
     */
    boolean acknowledge(List<Delivery> deliveries) {
        return settle(deliveries, channel::basicAck);
    }

    /**
     * Returns deliveries to the queue, otherwise as {@link #acknowledge}; the broker decides about their order there.
     */
    boolean requeue(List<Delivery> deliveries) {
        return settle(deliveries, (tag, multiple) -> channel.basicNack(tag, multiple, true));
    }

    private interface Settlement {
        void send(long tag, boolean multiple) throws IOException;
    }

    private boolean settle(List<Delivery> deliveries, Settlement settlement) {
        return run(() -> {
            if (settings.settleSingly()) {
                for (Delivery delivery : deliveries) {
                    settlement.send(delivery.tag(), false);
                }
            } else {
                settlement.send(deliveries.getLast().tag(), true);
            }
            unsettled.addAndGet(-deliveries.size());
        });
    }

    private interface ChannelAction {
        void run() throws IOException;
    }

    private boolean run(ChannelAction action) {
        try {
            action.run();
            return lossCause.get() == null;
        } catch (IOException | ShutdownSignalException e) {
            lossCause.compareAndSet(null, e);
            return false;
        }
    }

    private void onShutdown(ShutdownSignalException cause) {
        lossCause.compareAndSet(null, cause);
    }

    /** Closes the connection; the broker takes back unsettled messages. */
    @Override
    public void close() {
        connection.abort(5000);
    }

    private final class InboxConsumer extends DefaultConsumer {
        InboxConsumer() {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            unsettled.incrementAndGet();
            inbox.add(new Delivery(Subscription.this, envelope.getDeliveryTag(), envelope.isRedeliver(), properties,
                    body));
        }

        @Override
        public void handleCancel(String tag) {
            lossCause.compareAndSet(null, new IOException("queue \"%s\" was deleted".formatted(settings.queue())));
        }
    }
}
