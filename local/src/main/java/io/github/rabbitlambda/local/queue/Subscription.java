package io.github.rabbitlambda.local.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;

/**
 * One generation of consuming: a connection, its channel and its consumer, from the login to the loss.
 *
 * <p>Invariants:
 * <ol>
 * <li>A delivery is settled on the subscription that received it, or not at all.
 * <li>Once ended, it stays ended: whatever it had not settled is back at the broker, and its deliveries are worthless.
 * <li>The client's threads only add to the inbox and set the end; everything else is one thread's.
 * </ol>
 */
final class Subscription implements AutoCloseable {
    private final QueueSettings settings;
    private final Connection connection;
    private final Channel channel;
    private final BlockingQueue<Delivery> inbox = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Throwable> lossCause = new AtomicReference<>();
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
     *             with the reason in a sentence
     * @throws UnreadableMessage
     *             if the connection was lost at once over a message that the client can't read
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

    /** The next delivery; null when none comes within the time. */
    @Nullable
    Delivery poll(Duration wait) throws InterruptedException {
        Delivery delivery = inbox.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (delivery != null) {
            received++;
        }
        return delivery;
    }

    /** Why it ended; null while it lives. */
    @Nullable
    Throwable lossCause() {
        return lossCause.get();
    }

    /** How many deliveries arrived. */
    long received() {
        return received + inbox.size();
    }

    /** Acknowledges one delivery out of turn. */
    boolean acknowledgeOne(Delivery delivery) {
        return run(() -> channel.basicAck(delivery.tag(), false));
    }

    /**
     * Acknowledges deliveries, given in their order; none before the last may be left unsettled otherwise.
     *
     * @return false if the connection is lost, so that the broker will deliver them again
     */
    boolean acknowledge(List<Delivery> deliveries) {
        return settle(deliveries, channel::basicAck);
    }

    /** Gives deliveries back to the queue, like {@link #acknowledge}; their order there is the broker's affair. */
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

    /** Closes the connection; the broker takes back what is not settled. */
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
            inbox.add(new Delivery(Subscription.this, envelope.getDeliveryTag(), envelope.isRedeliver(), properties,
                    body));
        }

        @Override
        public void handleCancel(String tag) {
            lossCause.compareAndSet(null, new IOException("queue \"%s\" was deleted".formatted(settings.queue())));
        }
    }
}
