package io.github.rabbitlambda.acceptance.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;

/**
 * In which order a quorum queue delivers messages with priorities: Spring AMQP sets 0 unless told otherwise, the other
 * libraries set none.
 */
@NeedsRabbitMq
@Timeout(120)
class PriorityTest {
    private static final List<String> PUBLISHED = List.of("0", "none", "3", "4", "5", "9");

    @Test
    @NeedsRabbitMq(before = "4.0")
    void untilVersion3TheyMeanNothing() {
        assertThat(delivered()).isEqualTo(PUBLISHED);
    }

    @Test
    @NeedsRabbitMq(from = "4.0", before = "4.3")
    void fromVersion40OnThoseAbove4ComeFirst() {
        assertThat(delivered()).containsExactly("5", "9", "0", "none", "3", "4");
    }

    @Test
    @NeedsRabbitMq(from = "4.3")
    void fromVersion43OnTheHigherComesFirstAndNoneIs4() {
        assertThat(delivered()).containsExactly("9", "5", "none", "4", "3", "0");
    }

    private static List<String> delivered() {
        String queue = RabbitMq.declare(RabbitMq.node(), RabbitMq.QUORUM);
        List<String> delivered = new ArrayList<>();
        RabbitMq.with(RabbitMq.node(), channel -> {
            channel.confirmSelect();
            for (String priority : PUBLISHED) {
                publish(channel, queue, priority);
            }
            channel.waitForConfirmsOrDie(30_000);
            for (int i = 0; i < PUBLISHED.size(); i++) {
                GetResponse next = await().until(() -> channel.basicGet(queue, true), Objects::nonNull);
                delivered.add(new String(next.getBody(), StandardCharsets.UTF_8));
            }
        });
        return delivered;
    }

    private static void publish(Channel channel, String queue, String priority) throws IOException {
        BasicProperties.Builder properties = new BasicProperties.Builder();
        if (!priority.equals("none")) {
            properties.priority(Integer.valueOf(priority));
        }
        channel.basicPublish("", queue, properties.build(), priority.getBytes(StandardCharsets.UTF_8));
    }
}
