package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;

import io.github.rabbitlambda.local.broker.RabbitMq;

/** Redeliveries, all header types, unreadable messages and a lost connection, on a real broker. */
class BatcherBrokerTest extends BatcherFixture {
    @Test
    void marksRequeuedMessagesAsRedelivered() throws Exception {
        publish("a");
        try (Batcher batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            Batch first = next(batcher);
            assertThat(first.redelivered()).isZero();
            first.requeue();
            Batch second = next(batcher);
            assertThat(second.redelivered()).isEqualTo(1);
            assertThat(second.acknowledge()).isTrue();
        }
    }

    @Test
    void encodesEveryAmqpTypeThatCameOverTheWireAsTheReference() throws Exception {
        Map<String, Object> headers = RecordEncoderTest.headersOfEveryType();
        headers.remove("decimal-with-exponent"); // AMQP's decimal has no negative scale
        AMQP.BasicProperties properties = new BasicProperties.Builder().headers(headers).contentType("a=b").priority(0)
                .build();

        assertThat(encodedLikeTheReference(properties, "b")).contains(
                "\"long-string\":{\"bytes\":[-61,-87,-30,-126,-84]}", "\"bytes\":[1,-2,127,-128]", "\"void\":null");
        assertThat(encodedLikeTheReference(null, "")).contains("\"headers\":null");
    }

    /** One message at a time: RabbitMQ 4.3 delivers by priority, which is 4 for a message without one. */
    private String encodedLikeTheReference(@Nullable BasicProperties properties, String body) {
        List<String> received = new ArrayList<>();
        RabbitMq.with(RabbitMq.node(), channel -> {
            channel.basicPublish("", queue, properties, body.getBytes(StandardCharsets.UTF_8));
            GetResponse response = await().until(() -> channel.basicGet(queue, true), Objects::nonNull);
            Delivery delivery = new Delivery(null, 1, false, response.getProps(), response.getBody());
            received.add(encoded(delivery));
            assertThat(received).containsExactly(Reference.record(response.getProps(), false, response.getBody()));
        });
        return received.getFirst();
    }

    private static String encoded(Delivery delivery) {
        try {
            return new String(new RecordEncoder().encode(delivery).toByteArray(), StandardCharsets.UTF_8);
        } catch (RecordEncoder.Unencodable e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stopsAtHeadersThatTheClientCannotRead() throws Exception {
        publish("good");
        RabbitMq.with(RabbitMq.node(), channel -> channel.basicPublish("", queue,
                new BasicProperties.Builder().headers(Map.of("deep", nested(40))).build(), new byte[0]));
        try (Batcher batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            assertThatExceptionOfType(UnreadableMessage.class).isThrownBy(() -> {
                while (true) {
                    next(batcher).acknowledge();
                }
            }).withMessageMatching(
                    "delivery [12] of queue \"" + queue + "\" has headers that the AMQP client can't read .*");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isBetween(1L, 2L);
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> table = new HashMap<>(Collections.singletonMap("leaf", 1));
        for (int i = 0; i < depth; i++) {
            table = new HashMap<>(Map.of("t", table));
        }
        return table;
    }

    @Test
    void reconnectsAndReceivesUnsettledMessages() throws Exception {
        publish("a", "b");
        try (Batcher batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            Batch lost = next(batcher);
            RabbitMq.cutMappings(RabbitMq.node());
            Batch redelivered = next(batcher);
            assertThat(bodies(redelivered)).containsExactlyInAnyOrder("a", "b");
            assertThat(lost.isCurrent()).isFalse();
            assertThat(lost.acknowledge()).isFalse();
            assertThat(lost.requeue()).isFalse();
            assertThat(redelivered.isCurrent()).isTrue();
            assertThat(redelivered.acknowledge()).isTrue();
        }
        assertThat(events.lost).singleElement().asString().contains("cut by a test");
        assertThat(events.reconnected).isEqualTo(1);
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    void removesTheMessagesOfALostConnectionFromAnIncompleteBatch() throws Exception {
        publish("a");
        try (Batcher batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Batch> batch = threads.submit(() -> next(batcher));
            await().atMost(LIMIT).until(() -> RabbitMq.ready(RabbitMq.node(), queue) == 0);
            RabbitMq.cutMappings(RabbitMq.node());
            publish("b");
            assertThat(bodies(batch.get())).containsExactlyInAnyOrder("a", "b");
            assertThat(batch.get().acknowledge()).isTrue();
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }
}
