package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/** A restart of the broker sends no key to another shard. */
@NeedsRabbitMq
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ShardsAfterRestartTest {
    private static final String EXCHANGE = "shards";
    private static final List<String> QUEUES = List.of("shard.1", "shard.2", "shard.3", "shard.4");
    private static final List<String> KEYS = IntStream.range(0, 400).mapToObj(number -> "customer-" + number).toList();

    @Test
    void areTheSameBehindAModulusHash() {
        try (RabbitMqNode node = RabbitMq.start(Optional.empty())) {
            String version = node.version();
            assumeThat(Version.parse(version)).as("RabbitMQ %s has x-modulus-hash from 4.3 on", version)
                    .isGreaterThanOrEqualTo(Version.parse("4.3"));
            RabbitMq.with(node, ShardsAfterRestartTest::declare);
            Map<String, String> before = shards(node);

            node.kill();
            node.restart();

            assertThat(before.values()).contains(QUEUES.toArray(String[]::new));
            assertThat(shards(node)).isEqualTo(before);
        }
    }

    private static void declare(Channel channel) throws IOException {
        channel.exchangeDeclare(EXCHANGE, "x-modulus-hash", true);
        for (String queue : QUEUES) {
            channel.queueDeclare(queue, true, false, false, RabbitMq.QUORUM);
            channel.queueBind(queue, EXCHANGE, "1");
        }
    }

    /** The queue of each key. */
    private static Map<String, String> shards(RabbitMqNode node) {
        Map<String, String> shards = new HashMap<>();
        RabbitMq.with(node, channel -> {
            channel.confirmSelect();
            for (String key : KEYS) {
                channel.basicPublish(EXCHANGE, key, new BasicProperties(), key.getBytes(StandardCharsets.UTF_8));
            }
            channel.waitForConfirmsOrDie(60_000);
            for (String queue : QUEUES) {
                for (GetResponse got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue,
                        true)) {
                    shards.put(new String(got.getBody(), StandardCharsets.UTF_8), queue);
                }
            }
        });
        assertThat(shards.keySet()).containsAll(KEYS);
        return shards;
    }
}
