package io.github.rabbitlambda.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;

import io.github.rabbitlambda.local.queue.Connections;

class EmbeddedBrokerTest {
    private static EmbeddedBroker broker;
    private static Connection connection;
    private Channel channel;
    private String queue;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
        connection = Connections.factory(broker.uri(), null).newConnection();
    }

    @BeforeEach
    void declare() throws Exception {
        channel = connection.createChannel();
        queue = channel.queueDeclare("q" + System.nanoTime(), true, false, false, null).getQueue();
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        broker.close();
    }

    @Test
    void keepsAMessageWithAnExpiration() throws Exception {
        channel.basicPublish("", queue, new BasicProperties.Builder().expiration("2592000000").build(), new byte[]{1});
        GetResponse response = channel.basicGet(queue, true);
        assertThat(response).isNotNull();
        assertThat(response.getProps().getExpiration()).isEqualTo("2592000000");
    }

    @Test
    void redeliversMessagesReturnedOneByOne() throws Exception {
        for (byte i = 0; i < 3; i++) {
            channel.basicPublish("", queue, null, new byte[]{i});
        }
        for (int i = 0; i < 3; i++) {
            channel.basicNack(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), false, true);
        }
        for (byte i = 0; i < 3; i++) {
            assertThat(channel.basicGet(queue, true).getBody()).containsExactly(i);
        }
    }

    @Test
    void ignoresQueueArgumentsThatItDoesNotKnow() throws Exception {
        channel.queueDeclare("quorum", true, false, false, Map.of("x-queue-type", "quorum", "x-delivery-limit", 3));
        assertThat(channel.messageCount("quorum")).isZero();
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() {
        assertThat(broker.uri().address()).startsWith("amqp://127.0.0.1:");
    }
}
