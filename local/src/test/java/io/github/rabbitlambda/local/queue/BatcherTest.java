package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;

@NeedsRabbitMq
@Timeout(120)
class BatcherTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Events events = new Events();
    private final String queue = RabbitMq.declare(RabbitMq.node(), RabbitMq.QUORUM);

    private Batcher batcher(int size, Duration window, int eventBytes, String... filters) {
        var settings = new QueueSettings(RabbitMq.node().uri(), null, queue, 1000, false);
        return new Batcher(settings, new BatchSettings(size, window, eventBytes), Filters.of(List.of(filters)),
                "arn:broker", events);
    }

    private void publish(String... bodies) {
        RabbitMq.publish(RabbitMq.node(), queue,
                List.of(bodies).stream().map(body -> body.getBytes(StandardCharsets.UTF_8)).toList());
    }

    private static List<String> bodies(Batch batch) throws Exception {
        var bodies = new ArrayList<String>();
        JsonNode event = new JsonMapper().readTree(batch.event());
        for (JsonNode message : event.path("rmqMessagesByQueue").elements().next())
            bodies.add(new String(message.path("data").binaryValue(), StandardCharsets.UTF_8));
        return bodies;
    }

    private static Batch next(Batcher batcher) throws InterruptedException {
        Batch batch = batcher.next(() -> false);
        assertThat(batch).isNotNull();
        return batch;
    }

    @Test
    void closesABatchOnItsSize() throws Exception {
        publish("a", "b", "c", "d", "e");
        try (var batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            assertThat(bodies(next(batcher))).containsExactly("a", "b");
            assertThat(bodies(next(batcher))).containsExactly("c", "d");
        }
    }

    @Test
    void closesABatchOnItsWindowFromTheFirstMessageOn() throws Exception {
        try (var batcher = batcher(100, SHORT, BatchSettings.EVENT_BYTES)) {
            publish("a", "b");
            assertThat(bodies(next(batcher))).isNotEmpty();
        }
    }

    @Test
    void takesWhatIsThereWithoutAWindow() throws Exception {
        publish("a", "b", "c");
        try (var batcher = batcher(100, Duration.ZERO, BatchSettings.EVENT_BYTES)) {
            int received = 0;
            while (received < 3)
                received += next(batcher).size();
            assertThat(received).isEqualTo(3);
        }
    }

    @Test
    void closesABatchBeforeItsEventIsTooLarge() throws Exception {
        String body = "x".repeat(3000);
        publish(body, body, body);
        int one = 4000 + 500;
        try (var batcher = batcher(100, LONG, 2 * one)) {
            Batch batch = next(batcher);
            assertThat(batch.size()).isEqualTo(2);
            assertThat(batch.event().length).isLessThanOrEqualTo(2 * one);
        }
        RabbitMq.with(RabbitMq.node(), channel -> channel.queuePurge(queue));
    }

    @Test
    void fillsAnEventUpToTheLimitAndNotAByteMore() throws Exception {
        publish("first", "second");
        int whole;
        try (var batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            whole = next(batcher).event().length;
        }
        // the second delivery of a quorum queue carries a header more
        try (var batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            whole = next(batcher).event().length;
        }
        try (var batcher = batcher(2, LONG, whole)) {
            assertThat(next(batcher).size()).isEqualTo(2);
        }
        try (var batcher = batcher(2, SHORT, whole - 1)) {
            assertThat(next(batcher).size()).isEqualTo(1);
            assertThat(next(batcher).size()).isEqualTo(1);
        }
    }

    @Test
    void dropsAMessageThatIsTooLargeAloneAndSaysSo() throws Exception {
        publish("x".repeat(6000), "small");
        try (var batcher = batcher(1, LONG, 5000)) {
            Batch batch = next(batcher);
            assertThat(bodies(batch)).containsExactly("small");
            assertThat(batch.acknowledge()).isTrue();
        }
        assertThat(events.dropped).isEqualTo(1);
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    void acknowledgesWhatItFiltersOut() throws Exception {
        publish("{\"kind\":\"other\"}", "{\"kind\":\"order\"}", "{\"kind\":\"other\"}");
        try (var batcher = batcher(100, SHORT, BatchSettings.EVENT_BYTES, "{\"data\":{\"kind\":[\"order\"]}}")) {
            Batch batch = next(batcher);
            assertThat(bodies(batch)).containsExactly("{\"kind\":\"order\"}");
            assertThat(batch.requeue()).isTrue();
        }
        assertThat(events.filteredOut).isEqualTo(2);
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(1);
    }

    @Test
    void settlesNothingByItself() throws Exception {
        publish("a", "b");
        try (var batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            next(batcher);
            assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(2);
    }

    @Test
    void marksWhatComesBackAsRedelivered() throws Exception {
        publish("a");
        try (var batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            Batch first = next(batcher);
            assertThat(first.redelivered()).isZero();
            first.requeue();
            Batch second = next(batcher);
            assertThat(second.redelivered()).isEqualTo(1);
            assertThat(second.acknowledge()).isTrue();
        }
    }

    @Test
    void stopsWaitingWhenAsked() throws Exception {
        try (var batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            assertThat(batcher.next(() -> true)).isNull();
        }
    }

    @Test
    void wrapsTheRecordsAsLambdaDoes() throws Exception {
        publish("a");
        try (var batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            assertThat(new String(next(batcher).event(), StandardCharsets.UTF_8))
                    .startsWith("{\"eventSourceArn\":\"arn:broker\",\"rmqMessagesByQueue\":{\"" + queue
                            + "::/\":[{\"basicProperties\":{\"contentType\":")
                    .endsWith(",\"redelivered\":false,\"data\":\"YQ==\"}]},\"eventSource\":\"aws:rmq\"}");
        }
    }

    @Test
    void encodesEveryAmqpTypeThatCameOverTheWireAsTheReference() throws Exception {
        Map<String, Object> headers = RecordEncoderTest.headersOfEveryType();
        headers.remove("decimal-with-exponent"); // AMQP's decimal has no negative scale
        var properties = new BasicProperties.Builder().headers(headers).contentType("a=b").priority(0).build();
        RabbitMq.with(RabbitMq.node(), channel -> {
            channel.basicPublish("", queue, properties, "b".getBytes(StandardCharsets.UTF_8));
            channel.basicPublish("", queue, null, new byte[0]);
        });
        var received = new ArrayList<String>();
        RabbitMq.with(RabbitMq.node(), channel -> {
            for (int i = 0; i < 2; i++) {
                var response = channel.basicGet(queue, true);
                assertThat(response).isNotNull();
                var delivery = new Delivery(null, 1, false, response.getProps(), response.getBody());
                try {
                    received.add(
                            new String(new RecordEncoder().encode(delivery).toByteArray(), StandardCharsets.UTF_8));
                } catch (RecordEncoder.Unencodable e) {
                    throw new IllegalStateException(e);
                }
                assertThat(received.getLast())
                        .isEqualTo(Reference.record(response.getProps(), false, response.getBody()));
            }
        });
        assertThat(received.getFirst()).contains("\"long-string\":{\"bytes\":[-61,-87,-30,-126,-84]}",
                "\"bytes\":[1,-2,127,-128]", "\"void\":null");
    }

    @Test
    void stopsAtHeadersThatTheClientCannotRead() throws Exception {
        publish("good");
        RabbitMq.with(RabbitMq.node(), channel -> channel.basicPublish("", queue,
                new BasicProperties.Builder().headers(Map.of("deep", nested(40))).build(), new byte[0]));
        try (var batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            assertThatExceptionOfType(UnreadableMessage.class).isThrownBy(() -> {
                while (true)
                    next(batcher).acknowledge();
            }).withMessageMatching(
                    "delivery [12] of queue \"" + queue + "\" has headers that the AMQP client can't read .*");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isBetween(1L, 2L);
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> table = new HashMap<>(Collections.singletonMap("leaf", 1));
        for (int i = 0; i < depth; i++)
            table = new HashMap<>(Map.of("t", table));
        return table;
    }

    @Test
    void reconnectsAndReceivesAgainWhatWasNotSettled() throws Exception {
        publish("a", "b");
        try (var batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            Batch lost = next(batcher);
            RabbitMq.cutMappings(RabbitMq.node());
            Batch again = next(batcher);
            assertThat(bodies(again)).containsExactlyInAnyOrder("a", "b");
            assertThat(lost.acknowledge()).isFalse();
            assertThat(again.acknowledge()).isTrue();
        }
        assertThat(events.lost).singleElement().asString().contains("cut by a test");
        assertThat(events.reconnected).isEqualTo(1);
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    private static final class Events implements MappingEvents {
        final List<String> lost = new ArrayList<>();
        int reconnected;
        int filteredOut;
        int dropped;

        @Override
        public void connectionLost(String reason) {
            lost.add(reason);
        }

        @Override
        public void stillLost(String reason) {}

        @Override
        public void reconnected() {
            reconnected++;
        }

        @Override
        public void filteredOut() {
            filteredOut++;
        }

        @Override
        public void dropped(String messageId, int eventBytes) {
            dropped++;
        }
    }
}
