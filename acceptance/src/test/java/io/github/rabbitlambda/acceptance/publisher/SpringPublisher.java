package io.github.rabbitlambda.acceptance.publisher;

import java.util.function.Consumer;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

import io.github.rabbitlambda.local.broker.RabbitMq;

/** Publishes with Spring AMQP. */
final class SpringPublisher {
    private SpringPublisher() {}

    /** Publishes one message to a queue of its own, to which the template routes, and returns what the handler saw. */
    static SeenMessage published(Consumer<RabbitTemplate> publishing) throws Exception {
        String queue = MappedHandler.queue();
        CachingConnectionFactory connections = new CachingConnectionFactory("127.0.0.1",
                RabbitMq.node().uri().port());
        // a busy machine
        connections.setConnectionTimeout(60_000);
        connections.getRabbitConnectionFactory().setHandshakeTimeout(60_000);
        connections.getRabbitConnectionFactory().setChannelRpcTimeout(60_000);
        try {
            RabbitTemplate template = new RabbitTemplate(connections);
            template.setRoutingKey(queue);
            publishing.accept(template);
        } finally {
            connections.destroy();
        }
        return MappedHandler.sees(queue);
    }
}
