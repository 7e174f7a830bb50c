package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;

/** Which returns of a message count against a quorum queue's delivery limit: docs/listener.md, "The hold". */
@NeedsRabbitMq
@Timeout(120)
class DeliveryLimitTest {
    private static final int LIMIT = 2;

    private final DrillQueue queue = DrillQueue.declare(RabbitMq.node(), LIMIT);

    @Test
    @NeedsRabbitMq(before = "4.3")
    void aNackCounts() {
        queue.publish(0, 1);
        RabbitMq.with(queue.node(), channel -> nack(channel, LIMIT + 1));
        awaitDeadLetter();
    }

    @Test
    @NeedsRabbitMq(from = "4.3")
    void aNackDoesNotCountFromVersion43On() {
        queue.publish(0, 1);
        RabbitMq.with(queue.node(), channel -> {
            nack(channel, 10 * LIMIT);
            assertThat(channel.basicGet(queue.name(), false)).as("it is still there").isNotNull();
        });
        assertThat(queue.deadLettered()).isZero();
    }

    @Test
    void aClosedChannelCounts() {
        queue.publish(0, 1);
        for (int delivery = 0; delivery <= LIMIT; delivery++) {
            RabbitMq.with(queue.node(), this::take);
        }
        awaitDeadLetter();
    }

    private void nack(Channel channel, int times) throws IOException {
        for (int delivery = 0; delivery < times; delivery++) {
            channel.basicNack(take(channel).getEnvelope().getDeliveryTag(), false, true);
        }
    }

    private GetResponse take(Channel channel) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> channel.basicGet(queue.name(), false),
                Objects::nonNull);
    }

    private void awaitDeadLetter() {
        await().atMost(Duration.ofSeconds(30)).until(() -> queue.deadLettered() == 1);
        assertThat(RabbitMq.ready(queue.node(), queue.name())).isZero();
    }
}
