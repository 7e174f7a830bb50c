package io.github.rabbitlambda.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** A private node in place of a stack's broker, and the virtual host of the stack. */
record PrivateBroker(RabbitMqNode node, String virtualHost) {
    /** Lambda's default, which holds because the template sets no window. */
    private static final Duration WINDOW = Duration.ofMillis(500);

    /** The values that a template doesn't know before its broker exists. */
    Map<String, String> ids() {
        return Map.of("BROKER_NAME", "private", "BROKER_SECRET_ARN", FakeAws.SECRET, "CONSUMER_SECRET_ARN",
                FakeAws.CONSUMER,
                "PUBLISHER_SECRET_ARN", FakeAws.PUBLISHER, "BROKER_ARN",
                "arn:aws:mq:us-east-1:123456789012:broker:private:b-1", "BROKER_AMQP_ENDPOINT",
                "amqp://127.0.0.1:" + node.uri().port(), "BROKER_MANAGEMENT_URL",
                "http://127.0.0.1:" + node.managementPort(),
                // this node has no metrics there, so the management API is read
                "BROKER_METRICS_URL", "http://127.0.0.1:" + node.managementPort());
    }

    /** The settings of a mapping of the template, which reads as the consumer and stops after so many messages. */
    MappingSettings mapping(JsonNode declared, long stopAfter) {
        return mapping(declared.at("/Queues/0").textValue(), declared.get("BatchSize").intValue(), stopAfter,
                FakeAws.CONSUMER);
    }

    /** The settings of a mapping of any queue, which reads as the administrator. */
    MappingSettings mapping(String queue, int batchSize, long stopAfter) {
        return mapping(queue, batchSize, stopAfter, FakeAws.SECRET);
    }

    private MappingSettings mapping(String queue, int batchSize, long stopAfter, String secret) {
        String user = FakeAws.USERS.get(secret);
        BrokerUri uri = new BrokerUri(false, "127.0.0.1", node.uri().port(), user, user, virtualHost);
        return new MappingSettings(new QueueSettings(uri, null, queue, 100, false),
                new BatchSettings(batchSize, WINDOW, BatchSettings.EVENT_BYTES), Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN, OnError.NACK, stopAfter, false);
    }

    /** Work with a channel. */
    @FunctionalInterface
    interface ChannelWork<T> {
        T on(Channel channel) throws Exception;
    }

    <T> T with(ChannelWork<T> work) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(node.uri().port());
        factory.setVirtualHost(virtualHost);
        try (Connection connection = factory.newConnection("test"); Channel channel = connection.createChannel()) {
            return work.on(channel);
        }
    }
}
