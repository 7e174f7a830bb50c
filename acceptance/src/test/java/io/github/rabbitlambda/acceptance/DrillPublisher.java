package io.github.rabbitlambda.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;

import io.github.rabbitlambda.acceptance.History.Sent;

/**
 * Publishes the drill's messages with publisher confirms, a little ahead of the consumer. When it loses its connection it
 * goes on with the next message on a new one: what was not confirmed is never published again, so that whatever comes
 * twice was doubled behind it.
 */
final class DrillPublisher implements Callable<Void> {
    /** So that every fault finds it publishing. */
    private static final int AHEAD = 300;
    /** What a cut can leave indeterminate. */
    private static final int MOST_UNCONFIRMED = 10;
    private static final int KEYS = 40;
    private static final Duration CONFIRM_LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ConnectionFactory factory = new ConnectionFactory();
    private final String queue;
    private final Ids ids;
    private final LongSupplier settled;
    private final Set<Integer> confirmed = ConcurrentHashMap.newKeySet();
    private volatile int next;
    private volatile boolean isStopped;

    /** The numbers from the first to the one before the last, which are the messages' ids. */
    record Ids(int from, int to) {
        int number() {
            return to - from;
        }
    }

    /** A publisher through a proxy. */
    DrillPublisher(Gate gate, String queue, Ids ids, LongSupplier settled) {
        factory.setHost("127.0.0.1");
        factory.setPort(gate.port());
        factory.setAutomaticRecoveryEnabled(false);
        this.queue = queue;
        this.ids = ids;
        next = ids.from();
        this.settled = settled;
    }

    /** Publishes until all is sent, and waits for the last confirms. */
    @Override
    public Void call() {
        boolean isDone = false;
        while (!isDone && !isStopped) {
            try (Connection connection = factory.newConnection("drill publisher")) {
                publish(connection.createChannel());
                isDone = true;
            } catch (IOException | TimeoutException | ShutdownSignalException e) {
                await().pollDelay(PAUSE).until(() -> true); // the network or the broker is out for a while
            }
        }
        return null;
    }

    private void publish(Channel channel) throws IOException, TimeoutException {
        ConcurrentSkipListMap<Long, Integer> unconfirmed = new ConcurrentSkipListMap<>();
        channel.confirmSelect();
        channel.addConfirmListener((tag, multiple) -> {
            Map<Long, Integer> done = multiple
                    ? unconfirmed.headMap(tag, true)
                    : unconfirmed.subMap(tag, true, tag, true);
            confirmed.addAll(done.values());
            done.clear();
        }, (tag, multiple) -> {});
        for (awaitTurn(channel, unconfirmed); next < ids.to() && !isStopped; awaitTurn(channel, unconfirmed)) {
            int id = next++;
            unconfirmed.put(channel.getNextPublishSeqNo(), id);
            publish(channel, id);
        }
        awaitConfirms(channel);
    }

    private void awaitTurn(Channel channel, Map<Long, Integer> unconfirmed) {
        await().forever().pollInterval(Duration.ofMillis(2)).pollDelay(Duration.ZERO)
                .until(() -> isTurn(unconfirmed) || !channel.isOpen() || isStopped);
    }

    private boolean isTurn(Map<Long, Integer> unconfirmed) {
        return unconfirmed.size() < MOST_UNCONFIRMED && next - ids.from() - settled.getAsLong() < AHEAD;
    }

    private void publish(Channel channel, int id) throws IOException {
        Poison poison = Poison.mixed(id);
        BasicProperties properties = new BasicProperties.Builder().messageId(Integer.toString(id)).deliveryMode(2)
                .headers(Map.of(Poison.HEADER, poison.name(), PoisonListener.KEY, key(id))).build();
        channel.basicPublish("", queue, properties, poison.body(id));
    }

    private static void awaitConfirms(Channel channel) throws IOException, TimeoutException {
        try {
            channel.waitForConfirms(CONFIRM_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String key(int id) {
        return "key " + id % KEYS;
    }

    /** Sends nothing more. */
    void stop() {
        isStopped = true;
    }

    /** What was sent so far, in this order. */
    List<Sent> sent() {
        List<Sent> sent = new ArrayList<>();
        for (int id = ids.from(); id < next; id++) {
            sent.add(new Sent(Integer.toString(id), key(id), confirmed.contains(id)));
        }
        return sent;
    }
}
