package io.github.rabbitlambda.function.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.HeaderValue.Array;
import io.github.rabbitlambda.function.message.HeaderValue.Decimal;
import io.github.rabbitlambda.function.message.HeaderValue.Flag;
import io.github.rabbitlambda.function.message.HeaderValue.LongString;
import io.github.rabbitlambda.function.message.HeaderValue.Nothing;
import io.github.rabbitlambda.function.message.HeaderValue.Table;
import io.github.rabbitlambda.function.message.HeaderValue.Timestamp;
import io.github.rabbitlambda.function.message.HeaderValue.WholeNumber;
import io.github.rabbitlambda.function.message.Headers;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;
import io.github.rabbitlambda.function.message.Queue;

class TestMessageTest {
    private static final Instant INSTANT = Instant.parse("2023-07-02T13:30:34Z");

    @Test
    void isCompleteByDefault() {
        Message message = TestMessage.of("grüße").message();

        assertThat(message.queue()).isEqualTo(new Queue("orders", "/"));
        assertThat(message.redelivered()).isFalse();
        assertThat(message.body().text()).isEqualTo("grüße");
        assertThat(message.headers().isEmpty()).isTrue();
        MessageProperties properties = message.properties();
        assertThat(properties.contentType()).contains("text/plain");
        assertThat(properties.deliveryMode()).hasValue(2);
        assertThat(properties.priority()).hasValue(0);
        assertThat(properties.correlationId()).contains("correlation-1");
        assertThat(properties.messageId()).contains("message-1");
        assertThat(properties.timestamp()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(properties.type()).contains("test");
        assertThat(properties.appId()).contains("test");
        assertThat(properties.bodySize()).hasValue(7);
    }

    @Test
    void isChangedInEveryProperty() {
        Message message = TestMessage.of("").withQueue("jobs", "test").withRedelivered(true).withBody(new byte[]{0, -1})
                .withContentType("image/png").withContentEncoding("gzip").withDeliveryMode(1).withPriority(255)
                .withCorrelationId("c").withReplyTo("r").withExpiration(Duration.ofDays(3650)).withMessageId("\u2028\"")
                .withTimestamp(INSTANT.plusMillis(999)).withType("t").withUserId("u").withAppId("a")
                .withClusterId("k").message();

        assertThat(message.queue()).isEqualTo(new Queue("jobs", "test"));
        assertThat(message.redelivered()).isTrue();
        assertThat(message.body().bytes()).containsExactly(0, -1);
        MessageProperties properties = message.properties();
        assertThat(properties.contentType()).contains("image/png");
        assertThat(properties.contentEncoding()).contains("gzip");
        assertThat(properties.deliveryMode()).hasValue(1);
        assertThat(properties.priority()).hasValue(255);
        assertThat(properties.correlationId()).contains("c");
        assertThat(properties.replyTo()).contains("r");
        assertThat(properties.expiration()).contains(Duration.ofDays(3650));
        assertThat(properties.messageId()).contains("\u2028\"");
        assertThat(properties.timestamp()).contains(INSTANT);
        assertThat(properties.type()).contains("t");
        assertThat(properties.userId()).contains("u");
        assertThat(properties.appId()).contains("a");
        assertThat(properties.clusterId()).contains("k");
    }

    @Test
    void lacksWhatIsSetToNull() {
        MessageProperties properties = TestMessage.of("").withContentType(null).withContentEncoding(null)
                .withDeliveryMode(null).withPriority(null).withCorrelationId(null).withReplyTo(null)
                .withExpiration(null).withMessageId(null).withTimestamp(null).withType(null).withUserId(null)
                .withAppId(null).withClusterId(null).message().properties();

        assertThat(List.of(properties.contentType(), properties.contentEncoding(), properties.correlationId(),
                properties.replyTo(), properties.expiration(), properties.messageId(), properties.timestamp(),
                properties.type(), properties.userId(), properties.appId(), properties.clusterId()))
                .allMatch(property -> property.isEmpty());
        assertThat(properties.deliveryMode()).isEmpty();
        assertThat(properties.priority()).isEmpty();
    }

    @Test
    void hasHeadersOfEveryType() {
        Map<String, HeaderValue> values = Map.of("text", LongString.of("vé"), "whole", new WholeNumber(Long.MIN_VALUE),
                "decimal", new Decimal(new BigDecimal("-1.5E-7")), "flag", new Flag(false), "time",
                new Timestamp(INSTANT), "nothing", Nothing.NOTHING, "array",
                new Array(List.of(LongString.of(""), Nothing.NOTHING)), "table",
                new Table(Headers.of(Map.of("deep", new Table(Headers.NONE)))));
        TestMessage message = TestMessage.of("");
        for (Map.Entry<String, HeaderValue> value : values.entrySet()) {
            message = message.withHeader(value.getKey(), value.getValue());
        }

        assertThat(message.message().headers().asMap()).isEqualTo(values);
    }

    @Test
    void takesTheCommonTypesOfHeadersAsTheyAre() {
        Headers headers = TestMessage.of("").withHeader("text", "first").withHeader("text", "vé").withHeader("n", 7)
                .withHeader("flag", true).withHeader("bytes", new byte[]{1, -1}).message().headers();

        assertThat(headers.text("text")).contains("vé");
        assertThat(headers.wholeNumber("n")).hasValue(7);
        assertThat(headers.flag("flag")).contains(true);
        assertThat(headers.get("bytes")).contains(new Array(List.of(new WholeNumber(1), new WholeNumber(-1))));
    }

    @Test
    void saysWhyAMessageCanNotBeDecoded() {
        HeaderValue deep = new WholeNumber(1);
        for (int depth = 0; depth < 101; depth++) {
            deep = new Array(List.of(deep));
        }
        TestMessage message = TestMessage.of("").withHeader("deep", deep);

        assertThatThrownBy(message::message).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("A test message must be one that can be decoded: ");
    }

    @Test
    void hasAPropertyThatCanNotBeReadAsTheListenerSeesIt() {
        MessageProperties properties = TestMessage.of("").withPriority(256).message().properties();

        assertThat(properties.priority()).isEmpty();
        assertThat(properties.unreadable()).containsExactly(Map.entry("priority", "256"));
    }

    @Test
    void isABatchWithOthersByQueue() {
        assertThat(TestMessage.batch(TestMessage.of("a"), TestMessage.of("b").withQueue("jobs", "/"),
                TestMessage.of("c")).deliveries()).extracting(delivery -> ((Message) delivery).body().text())
                .containsExactly("a", "c", "b");
        assertThat(TestMessage.batch().deliveries()).isEmpty();
    }

    @Test
    void keepsItsBodyWhateverTheCallerDoesWithTheArray() {
        byte[] bytes = {1};
        TestMessage message = TestMessage.of(bytes);
        TestMessage changed = message.withBody(bytes);
        bytes[0] = 2;

        assertThat(message.message().body().bytes()).containsExactly(1);
        assertThat(changed.message().body().bytes()).containsExactly(1);
    }
}
