package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.TestQueue;
import io.github.rabbitlambda.local.publish.OwnMessages;
import io.github.rabbitlambda.local.publish.Publication;

/** A saved event that is published again makes the same event again, byte for byte; a subclass names the broker. */
@Timeout(120)
abstract class SavedEventRoundTrip {

    abstract BrokerUri broker();

    private void publish(String queue, List<Publication> messages) {
        TestQueue.with(broker(), channel -> {
            channel.confirmSelect();
            for (Publication message : messages) {
                channel.basicPublish("", queue, message.properties(), message.body());
            }
            channel.waitForConfirmsOrDie(60_000);
        });
    }

    private String consumed(String queue) throws InterruptedException {
        QueueSettings settings = new QueueSettings(broker(), null, queue, 1000, true);
        BatchSettings limits = new BatchSettings(1, Duration.ofSeconds(60), BatchSettings.EVENT_BYTES);
        try (Batcher batcher = new Batcher(settings, limits, Filters.of(List.of()), "arn", new RecordedEvents())) {
            Batch batch = batcher.next(() -> false);
            assertThat(batch.acknowledge()).isTrue();
            return new String(batch.event(), StandardCharsets.UTF_8);
        }
    }

    private List<Publication> originals() {
        Map<String, Object> headers = new HashMap<>(RecordEncoderTest.headersOfEveryType());
        headers.remove("decimal-with-exponent"); // AMQP's decimal has no negative scale
        headers.put("decimal-with-zero", new BigDecimal("12.50"));
        headers.put("small-decimal", new BigDecimal("1E-7"));
        headers.put("negative-zero", -0.0);
        headers.put("large", 1e300);
        headers.put("table", new HashMap<>(headers));
        headers.put("bytes", new byte[]{1});
        headers.put("deep", nested(32));
        headers.put("Zürich \"1\"", "key");
        BasicProperties full = new BasicProperties("a=b", "utf-8", headers, 2, 0, "c", "r", "315360000000", "m",
                new Date(0), "T", "somebody else", "ap", "cl");
        return List.of(new Publication(full, new byte[]{0, -1, 127}),
                new Publication(new BasicProperties(), new byte[0]),
                new Publication(new BasicProperties.Builder().headers(new HashMap<>()).build(), new byte[]{1}),
                new Publication(new BasicProperties.Builder().timestamp(new Date(253402300800000L)).build(),
                        "é".getBytes(StandardCharsets.UTF_8)));
    }

    /** A table in a table, so many in all: the deepest that the client reads. */
    private static Map<String, Object> nested(int tables) {
        Map<String, Object> table = new HashMap<>();
        for (int i = 1; i < tables; i++) {
            table = new HashMap<>(Map.of("t", table));
        }
        return table;
    }

    /** One message at a time: on the embedded broker a transient one may overtake a persistent one. */
    @Test
    void makesTheSameEventAgain() throws Exception {
        String events = "";
        for (Publication original : originals()) {
            events += event(original);
        }
        assertThat(events).contains("\"short\":-7", "\"decimal-with-zero\":12.50", "\"negative-zero\":-0.0",
                "\"no-bytes\":[]", "\"messageId\":\"m\"", "Jan 1, 10000, 12:00:00 AM");
    }

    /** The event of a message, which is published again and has to make the same event. */
    private String event(Publication original) throws InterruptedException {
        String first = TestQueue.declare(broker(), Map.of());
        publish(first, List.of(original));
        String event = consumed(first);
        String second = TestQueue.declare(broker(), Map.of());
        publish(second, OwnMessages.read(List.of(event), null, List.of(), InputStream.nullInputStream()));
        assertThat(consumed(second)).isEqualTo(event.replace(first, second));
        return event;
    }
}
