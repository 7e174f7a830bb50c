package io.github.rabbitlambda.acceptance.publisher;

import static io.github.rabbitlambda.acceptance.publisher.Amqp10Publisher.published;
import static io.github.rabbitlambda.acceptance.publisher.Amqp10Publisher.queueWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.types.UnsignedLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;

/** What a handler sees of messages that came by AMQP 1.0 and that RabbitMQ 3.10's plugin converted. */
@NeedsRabbitMq(before = "4.0")
@Timeout(120)
class Amqp10Before4Test {
    private static final byte[] BODY = "crème".getBytes(StandardCharsets.UTF_8);

    @Test
    void aDataSectionIsTheBody() throws Exception {
        SeenMessage seen = published(Message.create(BODY));
        assertThat(seen.properties()).isEqualTo(Map.of("type", "binary"));
        assertThat(seen.headers()).isEmpty();
        assertThat(seen.text()).isEqualTo("crème");
    }

    @Test
    void everyPropertyArrivesAndTheTimestampIsInMilliseconds() throws Exception {
        long created = Instant.parse("2026-11-22T23:59:59.789Z").toEpochMilli();
        Message<byte[]> message = Message.create(BODY).durable(true).priority((byte) 9).timeToLive(60_000)
                .messageId("m").correlationId("c").userId("guest".getBytes(StandardCharsets.UTF_8)).replyTo("r")
                .subject("s").groupId("g").contentType("text/plain").creationTime(created);
        message.contentEncoding("identity");
        SeenMessage seen = published(message);
        assertThat(seen.properties()).isEqualTo(Map.ofEntries(Map.entry("contentType", "text/plain"),
                Map.entry("contentEncoding", "identity"), Map.entry("deliveryMode", "2"), Map.entry("priority", "9"),
                Map.entry("expiration", "PT1M"), Map.entry("messageId", "m"), Map.entry("correlationId", "c"),
                Map.entry("userId", "guest"), Map.entry("replyTo", "r"),
                Map.entry("timestamp", Instant.ofEpochSecond(created).toString()), Map.entry("type", "binary")));
        assertThat(seen.headers()).containsOnlyKeys("x-amqp-1.0-properties");
        assertThat(seen.text()).isEqualTo("crème");
        assertThat(seen.uncompressed()).isEqualTo("crème");
    }

    @Test
    void applicationPropertiesAndAnnotationsAreBytes() throws Exception {
        SeenMessage seen = published(Message.create(BODY).property("tenant", "acme").annotation("x-opt-a", "b"));
        assertThat(seen.headers()).containsOnlyKeys("x-amqp-1.0-app-properties", "x-amqp-1.0-message-annotations");
        assertThat(seen.headers().get("x-amqp-1.0-app-properties")).startsWith("bytes 005374")
                .contains(hex("tenant"), hex("acme"));
        assertThat(seen.headers().get("x-amqp-1.0-message-annotations")).startsWith("bytes 005372")
                .contains(hex("x-opt-a"), hex("b"));
    }

    @Test
    void otherBodiesStayEncoded() throws Exception {
        SeenMessage text = published(Message.create("text"));
        assertThat(text.properties()).isEqualTo(Map.of("type", "amqp-1.0"));
        assertThat(text.body()).asHexString().isEqualTo("005377A104" + hex("text").toUpperCase());
        SeenMessage sequence = published(Message.create(List.of("a", "b")));
        assertThat(sequence.properties()).isEqualTo(Map.of("type", "amqp-1.0"));
        assertThat(sequence.body()).startsWith(0x00, 0x53, 0x76);
        SeenMessage map = published(Message.create(Map.of("a", 1)));
        assertThat(map.properties()).isEqualTo(Map.of("type", "amqp-1.0"));
        assertThat(map.body()).startsWith(0x00, 0x53, 0x77);
    }

    @Test
    void aUuidAsMessageIdIsItsSixteenBytesInsteadOfItsText() throws Exception {
        assertThat(published(Message.create(BODY).messageId(new UUID(0x4142434445464748L, 0x494a4b4c4d4e4f50L)))
                .properties()).containsEntry("messageId", "ABCDEFGHIJKLMNOP");
        assertThat(published(Message.create(BODY).messageId(new UUID(-1, -1))).properties()).containsEntry("messageId",
                "\uFFFD".repeat(16));
    }

    /** The broker accepts the message, and then closes the connection of whoever consumes it, every time. */
    @Test
    void aNumberAsMessageIdBlocksTheQueueForEveryConsumer() throws Exception {
        String queue = queueWith(Message.create(BODY).messageId(UnsignedLong.valueOf(7)));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> RabbitMq.with(RabbitMq.node(), channel -> channel.basicGet(queue, false)))
                    .rootCause().hasMessageContaining("reply-code=541, reply-text=INTERNAL_ERROR");
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
