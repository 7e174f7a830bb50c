package io.github.rabbitlambda.operations;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes dead letters of the queue orders on a real broker, and waits until a queue holds so many messages. */
public record DeadLetters(Channel channel) {

    /** Rejects a message for each id, which has these properties besides. */
    public void reject(BasicProperties common, String... ids) throws IOException {
        for (String id : ids) {
            channel.basicPublish("", "orders", common.builder().messageId(id).build(),
                    ("body of " + id).getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < ids.length; i++) {
            GetResponse message = await().until(() -> channel.basicGet("orders", false), got -> got != null);
            channel.basicReject(message.getEnvelope().getDeliveryTag(), false);
        }
        awaitDepth("orders.dead", ids.length);
    }

    public void awaitDepth(String queue, long depth) {
        await().atMost(Duration.ofSeconds(30)).until(() -> channel.messageCount(queue) == depth);
    }
}
