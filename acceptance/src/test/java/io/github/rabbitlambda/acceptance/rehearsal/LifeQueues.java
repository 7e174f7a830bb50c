package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.github.rabbitlambda.acceptance.rehearsal.lambda.Mapping;
import io.github.rabbitlambda.local.broker.BrokerUri;

/** The queues of a stack's broker, in the virtual host of its mapping. */
record LifeQueues(Rehearsal rehearsal, JsonNode secret) {

    /** Publishes messages with these ids. */
    void publish(String queue, List<String> ids) throws Exception {
        try (Connection connection = factory().newConnection("test"); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            for (String id : ids) {
                channel.basicPublish("", queue,
                        new BasicProperties.Builder().messageId(id).deliveryMode(2).build(), new byte[]{1});
            }
            channel.waitForConfirmsOrDie(30_000);
        }
    }

    private ConnectionFactory factory() {
        Mapping mapping = rehearsal.mappings.all().stream().filter(one -> one.state().equals("Enabled")).findFirst()
                .orElseThrow();
        BrokerUri uri = rehearsal.brokers.find(mapping.brokerArn()).orElseThrow().uri(
                secret.get("username").textValue(), secret.get("password").textValue(), mapping.virtualHost());
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(uri.host());
        factory.setPort(uri.port());
        factory.setUsername(uri.user());
        factory.setPassword(uri.password());
        factory.setVirtualHost(uri.virtualHost());
        return factory;
    }
}
