package io.github.rabbitlambda.local.broker;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.github.rabbitlambda.local.queue.Connections;

/** Operations of tests on queues, on any broker. */
public final class TestQueue {
    private static final int CLOSING_MILLIS = 10_000;
    private static final int BUSY_MILLIS = 60_000;

    private TestQueue() {}

    /** Declares a queue with a name that no other test has. */
    public static String declare(BrokerUri broker, Map<String, Object> arguments) {
        String queue = "test-" + UUID.randomUUID();
        with(broker, channel -> channel.queueDeclare(queue, true, false, false, arguments));
        return queue;
    }

    /** Publishes bodies to a queue and waits for the confirms. */
    public static void publish(BrokerUri broker, String queue, List<byte[]> bodies) {
        with(broker, channel -> {
            channel.confirmSelect();
            for (byte[] body : bodies) {
                channel.basicPublish("", queue, new BasicProperties.Builder().deliveryMode(2).build(), body);
            }
            channel.waitForConfirmsOrDie(60_000);
        });
    }

    /** How many messages of a queue are not with a consumer. */
    public static long ready(BrokerUri broker, String queue) {
        long[] count = new long[1];
        with(broker, channel -> count[0] = channel.messageCount(queue));
        return count[0];
    }

    /** Waits as long as a busy machine needs. */
    private static ConnectionFactory factory(BrokerUri broker) {
        ConnectionFactory factory = Connections.factory(broker, null);
        factory.setConnectionTimeout(BUSY_MILLIS);
        factory.setHandshakeTimeout(BUSY_MILLIS);
        return factory;
    }

    /** Work with a channel. */
    @FunctionalInterface
    public interface ChannelWork {
        void on(Channel channel) throws IOException, InterruptedException, TimeoutException;
    }

    /** Runs the work with a channel of a new connection. */
    public static void with(BrokerUri broker, ChannelWork work) {
        try {
            Connection connection = factory(broker).newConnection("test");
            try {
                work.on(connection.createChannel());
            } finally {
                // a broker without free memory or disk does not answer a publisher; close() would wait for ever
                connection.abort(CLOSING_MILLIS);
            }
        } catch (IOException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
