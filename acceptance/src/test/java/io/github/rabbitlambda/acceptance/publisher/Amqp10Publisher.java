package io.github.rabbitlambda.acceptance.publisher;

import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

import io.github.rabbitlambda.local.broker.RabbitMq;

/** Publishes with Qpid's client of AMQP 1.0. */
final class Amqp10Publisher {
    private Amqp10Publisher() {}

    /** Publishes a message to a queue of its own and returns what the handler saw. */
    static SeenMessage published(Message<?> message) throws Exception {
        return MappedHandler.sees(queueWith(message));
    }

    /** Publishes a message to a queue of its own and waits until the broker has accepted it. */
    static String queueWith(Message<?> message) throws ClientException {
        String queue = MappedHandler.queue();
        publish(message, queue);
        return queue;
    }

    /** Publishes a message and waits until the broker has accepted it. */
    static void publish(Message<?> message, String queue) throws ClientException {
        try (Client client = Client.create();
                Connection connection = client.connect("127.0.0.1", RabbitMq.node().uri().port(),
                        new ConnectionOptions().user("guest").password("guest"));
                Sender sender = connection.openSender(address(queue))) {
            sender.send(message).awaitAccepted();
        }
    }

    private static String address(String queue) {
        return (RabbitMq.isAtLeast("4.0") ? "/queues/" : "/amq/queue/") + queue;
    }
}
