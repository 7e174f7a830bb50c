package io.github.rabbitlambda.acceptance;

import static io.github.rabbitlambda.function.message.Batch.decode;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.Headers;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.queue.Batch;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Batcher;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** A message that was published to a real broker is the message that the listener's decoder reads from the event. */
@NeedsRabbitMq
@Timeout(120)
class WireFormatTest {
    private final RabbitMqNode node = RabbitMq.node();
    private final String queue = RabbitMq.declare(node, RabbitMq.QUORUM);

    private Message transported(BasicProperties properties, byte[] body) throws InterruptedException {
        RabbitMq.with(node, channel -> channel.basicPublish("", queue, properties, body));
        QueueSettings settings = new QueueSettings(node.uri(), null, queue, 10, false);
        BatchSettings batches = new BatchSettings(1, Duration.ofSeconds(60), BatchSettings.EVENT_BYTES);
        Report report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
        try (Batcher batcher = new Batcher(settings, batches, Filters.of(List.of()), MappingSettings.DEFAULT_ARN,
                report)) {
            Batch batch = batcher.next(() -> false);
            batch.acknowledge();
            return (Message) decode(batch.event()).deliveries().getFirst();
        }
    }

    @Test
    void carriesEveryProperty() throws InterruptedException {
        Date time = Date.from(Instant.parse("2026-11-22T23:59:59Z"));
        Message message = transported(
                new BasicProperties("text/plain; charset=iso-8859-1", "gzip", null, 2, 0, "c", "r", "315360000000", "m",
                        time, "t", "guest", "a", "k"),
                new byte[]{-1, 0, 1});
        assertThat(message.queue().name()).isEqualTo(queue);
        assertThat(message.queue().virtualHost()).isEqualTo("/");
        assertThat(message.redelivered()).isFalse();
        assertThat(message.body().bytes()).containsExactly(-1, 0, 1);
        MessageProperties properties = message.properties();
        assertThat(properties.contentType()).contains("text/plain; charset=iso-8859-1");
        assertThat(properties.contentEncoding()).contains("gzip");
        assertThat(properties.deliveryMode()).hasValue(2);
        assertThat(properties.priority()).hasValue(0);
        assertThat(properties.correlationId()).contains("c");
        assertThat(properties.replyTo()).contains("r");
        assertThat(properties.expiration()).contains(Duration.ofMillis(315_360_000_000L));
        assertThat(properties.messageId()).contains("m");
        assertThat(properties.timestamp()).contains(time.toInstant());
        assertThat(properties.type()).contains("t");
        assertThat(properties.userId()).contains("guest");
        assertThat(properties.appId()).contains("a");
        assertThat(properties.clusterId()).contains("k");
        assertThat(properties.bodySize()).hasValue(3);
    }

    @Test
    void distinguishesAbsentFromZero() throws InterruptedException {
        MessageProperties properties = transported(new BasicProperties(), new byte[0]).properties();
        assertThat(properties.contentType()).isEmpty();
        assertThat(properties.deliveryMode()).isEmpty();
        assertThat(properties.priority()).isEmpty();
        assertThat(properties.expiration()).isEmpty();
        assertThat(properties.timestamp()).isEmpty();
        assertThat(properties.headers()).isEqualTo(Headers.NONE);
        assertThat(properties.bodySize()).hasValue(0);
    }

    @Test
    void carriesEveryHeaderType() throws InterruptedException {
        Map<String, Object> headers = new HashMap<>();
        headers.put("text", "é€");
        headers.put("int", -10);
        headers.put("long", 9_007_199_254_740_993L);
        headers.put("short", (short) 7);
        headers.put("byte", (byte) -3);
        headers.put("float", 1.5f);
        headers.put("double", 2.25);
        headers.put("decimal", new BigDecimal("12.34"));
        headers.put("flag", true);
        headers.put("void", null);
        headers.put("time", Date.from(Instant.parse("2023-07-02T01:30:34Z")));
        headers.put("bytes", new byte[]{1, -2});
        headers.put("table", Map.of("inner", "v"));
        headers.put("array", Arrays.asList("x", 2, null));
        Headers got = transported(new BasicProperties.Builder().headers(headers).build(),
                "b".getBytes(StandardCharsets.UTF_8)).headers();
        assertThat(got.text("text")).contains("é€");
        assertThat(got.wholeNumber("int")).hasValue(-10);
        assertThat(got.wholeNumber("long")).hasValue(9_007_199_254_740_993L);
        assertThat(got.wholeNumber("short")).hasValue(7);
        assertThat(got.wholeNumber("byte")).hasValue(-3);
        assertThat(got.get("float")).contains(new HeaderValue.Decimal(new BigDecimal("1.5")));
        assertThat(got.get("double")).contains(new HeaderValue.Decimal(new BigDecimal("2.25")));
        assertThat(got.get("decimal")).contains(new HeaderValue.Decimal(new BigDecimal("12.34")));
        assertThat(got.flag("flag")).contains(true);
        assertThat(got.get("void")).contains(HeaderValue.Nothing.NOTHING);
        assertThat(got.get("time")).contains(new HeaderValue.Timestamp(Instant.parse("2023-07-02T01:30:34Z")));
        assertThat(got.get("bytes")).contains(
                new HeaderValue.Array(List.of(new HeaderValue.WholeNumber(1), new HeaderValue.WholeNumber(-2))));
        assertThat(got.get("table"))
                .contains(new HeaderValue.Table(Headers.of(Map.of("inner", HeaderValue.LongString.of("v")))));
        assertThat(got.get("array")).contains(new HeaderValue.Array(
                List.of(HeaderValue.LongString.of("x"), new HeaderValue.WholeNumber(2), HeaderValue.Nothing.NOTHING)));
        assertThat(got.size()).isEqualTo(headers.size());
    }
}
