package io.github.rabbitlambda.acceptance;

import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/** A quorum queue with a delivery limit and a dead-letter queue, as the stacks declare theirs. */
record DrillQueue(RabbitMqNode node, String name, String deadLetters) {
    static DrillQueue declare(RabbitMqNode node, int deliveryLimit) {
        String deadLetters = RabbitMq.declare(node, Map.of("x-queue-type", "quorum"));
        String name = "drill-" + UUID.randomUUID();
        Map<String, Object> arguments = Map.of("x-queue-type", "quorum", "x-delivery-limit", deliveryLimit,
                "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", deadLetters, "x-dead-letter-strategy", "at-least-once", "x-overflow",
                "reject-publish");
        RabbitMq.with(node, channel -> channel.queueDeclare(name, true, false, false, arguments));
        return new DrillQueue(node, name, deadLetters);
    }

    /** Publishes the messages {@code from} to {@code to - 1} and waits for confirms; a message's id is its number. */
    void publish(int from, int to) {
        RabbitMq.with(node, channel -> {
            channel.confirmSelect();
            for (int id = from; id < to; id++) {
                Poison poison = Poison.of(id);
                BasicProperties properties = new BasicProperties.Builder().messageId(Integer.toString(id))
                        .deliveryMode(2)
                        .headers(Map.of(Poison.HEADER, poison.name())).build();
                channel.basicPublish("", name, properties, poison.body(id));
            }
            channel.waitForConfirmsOrDie(120_000);
        });
    }

    /** The number of messages in the queue, including those that a consumer holds. */
    long messages() {
        return RabbitMq.messages(node, name);
    }

    long deadLettered() {
        return RabbitMq.ready(node, deadLetters);
    }
}
