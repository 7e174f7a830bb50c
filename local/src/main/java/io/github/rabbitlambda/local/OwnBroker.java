package io.github.rabbitlambda.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.EmbeddedBroker;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.publish.Publication;
import io.github.rabbitlambda.local.queue.Connections;

/**
 * A broker that this process started: it has no queues until this class declares them.
 *
 * @param queueArguments
 *            the arguments of its queues
 */
record OwnBroker(BrokerUri uri, Map<String, Object> queueArguments) {
    private static final String DEAD_LETTER_QUEUE = "dead-letters";
    private static final int DELIVERY_LIMIT = 500;
    private static final int CONFIRM_MILLIS = 30_000;

    static OwnBroker of(EmbeddedBroker broker) {
        return new OwnBroker(broker.uri(), Map.of());
    }

    /**
     * A broker with quorum queues, the default of RabbitMQ 4 on Amazon MQ, a delivery limit and a dead-letter queue.
     */
    static OwnBroker of(RabbitMqNode node) {
        return new OwnBroker(node.uri(), Map.of("x-queue-type", "quorum", "x-delivery-limit", DELIVERY_LIMIT,
                "x-dead-letter-exchange", "", "x-dead-letter-routing-key", DEAD_LETTER_QUEUE));
    }

    void declare(String queue) throws IOException, TimeoutException {
        try (Connection connection = connect(); Channel channel = connection.createChannel()) {
            if (!queueArguments.isEmpty()) {
                channel.queueDeclare(DEAD_LETTER_QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
            }
            channel.queueDeclare(queue, true, false, false, queueArguments);
        }
    }

    /**
     * Publishes messages to a queue and waits for the broker's confirms.
     *
     * @throws IllegalStateException
     *             if the client or the broker refuses a message; the message says which, if that is known
     */
    void publish(String queue, List<Publication> messages) throws IOException, TimeoutException, InterruptedException {
        int number = 0;
        try (Connection connection = connect(); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (Publication message : messages) {
                number++;
                channel.basicPublish("", queue, message.properties(), message.body());
            }
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "message %d of %d can't be published: %s".formatted(number, messages.size(), e.getMessage()), e);
        } catch (ShutdownSignalException e) {
            throw new IllegalStateException(
                    "the broker refuses one of %d messages: %s".formatted(messages.size(), e.getMessage()), e);
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        return Connections.factory(uri, null).newConnection("own messages");
    }
}
