package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.github.rabbitlambda.operations.DeadLetters;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A queue and its dead-letter queue, as a stack declares them, and a channel to both. */
abstract class MoveFixture extends StageFixture {
    static final byte[] BODY = {1};

    Channel channel;
    private Connection connection;

    @BeforeEach
    void declare() throws Exception {
        stage.declare(stage.properties());
        connection = broker.connection(stage.virtualHost);
        channel = connection.createChannel();
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    Map<String, Object> move(Map<String, Object> selection) {
        Map<String, Object> event = new LinkedHashMap<>(selection);
        event.put("from", "orders.dead");
        return stage.run("move", event);
    }

    /** Dead-letters messages that were rejected. */
    void dead(String... ids) throws Exception {
        BasicProperties common = new BasicProperties.Builder().timestamp(new Date()).headers(Map.of("color", "blue"))
                .build();
        new DeadLetters(channel).reject(common, ids);
    }

    void expired(String id, Map<String, ?> headers) throws Exception {
        expired(new BasicProperties.Builder().messageId(id).expiration("1").headers(new LinkedHashMap<>(headers))
                .build());
    }

    /** Dead-letters a message that nobody has read. */
    void expired(BasicProperties properties) throws Exception {
        long before = depth("orders.dead");
        channel.basicPublish("", "orders", properties, BODY);
        awaitDepth("orders.dead", before + 1);
    }

    void awaitDepth(String queue, long depth) {
        new DeadLetters(channel).awaitDepth(queue, depth);
    }

    long depth(String queue) throws Exception {
        return channel.messageCount(queue);
    }
}
