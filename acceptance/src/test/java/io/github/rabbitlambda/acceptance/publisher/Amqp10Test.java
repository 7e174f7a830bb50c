package io.github.rabbitlambda.acceptance.publisher;

import static io.github.rabbitlambda.acceptance.publisher.Amqp10Publisher.published;
import static io.github.rabbitlambda.acceptance.publisher.Amqp10Publisher.queueWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.qpid.protonj2.client.AdvancedMessage;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.types.Binary;
import org.apache.qpid.protonj2.types.Symbol;
import org.apache.qpid.protonj2.types.UnsignedByte;
import org.apache.qpid.protonj2.types.UnsignedInteger;
import org.apache.qpid.protonj2.types.UnsignedLong;
import org.apache.qpid.protonj2.types.messaging.AmqpValue;
import org.apache.qpid.protonj2.types.messaging.Data;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;

/** What a handler sees of messages that came by AMQP 1.0 through RabbitMQ 4, which speaks it without a plugin. */
@NeedsRabbitMq(from = "4.0")
@Timeout(120)
class Amqp10Test {
    private static final byte[] BODY = "crème".getBytes(StandardCharsets.UTF_8);
    private static final Instant CREATED = Instant.parse("2026-11-22T23:59:59.789Z");

    @Test
    void dataSectionsAreTheBody() throws Exception {
        SeenMessage seen = published(message());
        assertThat(seen.properties()).isEqualTo(Map.of("deliveryMode", "2"));
        assertThat(seen.headers()).isEmpty();
        assertThat(seen.text()).isEqualTo("crème");
        AdvancedMessage<byte[]> several = AdvancedMessage.create();
        several.addBodySection(new Data("one,".getBytes(StandardCharsets.UTF_8)));
        several.addBodySection(new Data("two".getBytes(StandardCharsets.UTF_8)));
        assertThat(published(several).text()).isEqualTo("one,two");
    }

    @Test
    void withoutAHeaderSectionThereIsNoDeliveryModeFromVersion43On() throws Exception {
        assertThat(published(Message.create(BODY)).properties())
                .isEqualTo(RabbitMq.isAtLeast("4.3") ? Map.of() : Map.of("deliveryMode", "2"));
    }

    @Test
    void propertiesThatAmqp091HasArriveAndTheOthersDoNot() throws Exception {
        Message<byte[]> message = message().priority((byte) 9).timeToLive(60_000)
                .messageId("m").correlationId("c").userId("guest".getBytes(StandardCharsets.UTF_8)).replyTo("r")
                .groupId("g").contentType("text/plain").creationTime(CREATED.toEpochMilli());
        message.contentEncoding("identity").subject("s").to("t").groupSequence(7).replyToGroupId("rg")
                .absoluteExpiryTime(CREATED.plusSeconds(3600).toEpochMilli());
        SeenMessage seen = published(message);
        assertThat(seen.properties()).isEqualTo(Map.ofEntries(Map.entry("contentType", "text/plain"),
                Map.entry("contentEncoding", "identity"), Map.entry("deliveryMode", "2"), Map.entry("priority", "9"),
                Map.entry("expiration", "PT1M"), Map.entry("messageId", "m"), Map.entry("correlationId", "c"),
                Map.entry("userId", "guest"), Map.entry("replyTo", "r"), Map.entry("timestamp", "2026-11-22T23:59:59Z"),
                Map.entry("appId", "g")));
        assertThat(seen.headers()).isEmpty();
    }

    @Test
    void applicationPropertiesAreHeadersWithTheirTypes() throws Exception {
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("text", "crème");
        sent.put("symbol", Symbol.valueOf("sym"));
        sent.put("int", 7);
        sent.put("long", 9_007_199_254_740_993L);
        sent.put("byte", (byte) -1);
        sent.put("ubyte", UnsignedByte.valueOf((byte) -1));
        sent.put("uint", UnsignedInteger.valueOf(-1));
        sent.put("ulong", UnsignedLong.valueOf(-1));
        sent.put("double", 2.25);
        sent.put("flag", true);
        sent.put("time", Date.from(CREATED));
        sent.put("bytes", new Binary(new byte[]{1, -2}));
        sent.put("null", null);
        Message<byte[]> message = message();
        for (Map.Entry<String, Object> property : sent.entrySet()) {
            message.property(property.getKey(), property.getValue());
        }
        assertThat(published(message).headers()).isEqualTo(Map.ofEntries(Map.entry("text", "text crème"),
                Map.entry("symbol", "text sym"), Map.entry("int", "whole number 7"),
                Map.entry("long", "whole number 9007199254740993"), Map.entry("byte", "whole number -1"),
                Map.entry("ubyte", "whole number 255"), Map.entry("uint", "whole number 4294967295"),
                Map.entry("ulong", "whole number -1"), Map.entry("double", "decimal 2.25"),
                Map.entry("flag", "flag true"), Map.entry("time", "timestamp 2026-11-22T23:59:59Z"),
                Map.entry("bytes", "bytes 01fe"), Map.entry("null", "nothing")));
    }

    @Test
    void annotationsAreHeadersToo() throws Exception {
        assertThat(published(message().property("tenant", "acme").annotation("x-opt-a", "b")
                .annotation("x-opt-list", List.of("a", 1)).annotation("x-opt-map", Map.of("a", 1))).headers())
                .isEqualTo(Map.of("tenant", "text acme", "x-opt-a", "text b", "x-opt-list",
                        "array [text a, whole number 1]", "x-opt-map", "table {a=whole number 1}"));
    }

    @Test
    void otherBodiesStayEncoded() throws Exception {
        assertThat(encoded(Message.create("text"))).isEqualTo("005377a104" + hex("text"));
        assertThat(encoded(Message.create(List.of("a", "b")))).startsWith("005376");
        assertThat(encoded(Message.create(Map.of("a", 1)))).startsWith("005377");
        AdvancedMessage<Object> bytes = AdvancedMessage.create();
        bytes.bodySections(List.of(new AmqpValue<Object>(new Binary(BODY))));
        assertThat(encoded(bytes)).isEqualTo("005377a006" + HexFormat.of().formatHex(BODY));
    }

    private static String encoded(Message<?> message) throws Exception {
        SeenMessage seen = published(message.durable(true));
        assertThat(seen.properties()).isEqualTo(Map.of("deliveryMode", "2", "type", "amqp-1.0"));
        return HexFormat.of().formatHex(seen.body());
    }

    @Test
    void idsAreTextsUnlessTheyAreBytesOrTooLong() throws Exception {
        assertThat(published(message().messageId(new UUID(1, 2)).correlationId(UnsignedLong.valueOf(7))).properties())
                .containsEntry("messageId", "urn:uuid:00000000-0000-0001-0000-000000000002")
                .containsEntry("correlationId", "7");
        SeenMessage bytes = published(
                message().messageId(new Binary(new byte[]{1, -2})).correlationId(new Binary(new byte[]{3})));
        assertThat(bytes.properties()).doesNotContainKeys("messageId", "correlationId");
        assertThat(bytes.headers()).isEqualTo(
                Map.of("x-message-id", "byte array 01fe", "x-correlation-id", "byte array 03"));
        assertThat(published(message().messageId("x".repeat(255))).properties())
                .containsEntry("messageId", "x".repeat(255));
        SeenMessage tooLong = published(message().messageId("x".repeat(256)));
        assertThat(tooLong.properties()).doesNotContainKey("messageId");
        assertThat(tooLong.headers()).isEqualTo(Map.of("x-message-id", "text " + "x".repeat(256)));
    }

    @Test
    void aPropertyWithANameThatAmqp091CanNotHaveIsLeftOut() throws Exception {
        assertThat(published(message().property("k".repeat(255), "v")).headers())
                .containsOnlyKeys("k".repeat(255));
        assertThat(published(message().property("k".repeat(256), "v")).headers()).isEmpty();
    }

    @Test
    void aFooterIsLeftOut() throws Exception {
        SeenMessage seen = published(message().footer("x-opt-sum", "1"));
        assertThat(seen.headers()).isEmpty();
        assertThat(seen.text()).isEqualTo("crème");
    }

    /** The broker accepts the message, and then closes the connection of whoever consumes it, every time. */
    @ParameterizedTest
    @EnumSource
    void someMessagesBlockTheQueueForEveryConsumer(Blocking kind) throws Exception {
        String queue = queueWith(kind.message());
        for (int attempt = 0; attempt < 2; attempt++) {
            assertCannotBeTaken(queue);
        }
    }

    @Test
    void aDeliveryLimitRemovesWhatBlocksTheQueue() throws Exception {
        String queue = RabbitMq.declare(RabbitMq.node(), Map.of("x-queue-type", "quorum", "x-delivery-limit", 2));
        Amqp10Publisher.publish(Blocking.UUID_PROPERTY.message(), queue);
        for (int delivery = 0; delivery < 3; delivery++) {
            assertCannotBeTaken(queue);
        }
        RabbitMq.with(RabbitMq.node(), channel -> assertThat(channel.basicGet(queue, true)).isNull());
    }

    private enum Blocking {
        UUID_PROPERTY, CHARACTER_PROPERTY, FOOTER_WITHOUT_PREFIX, LONG_CONTENT_TYPE;

        Message<byte[]> message() throws ClientException {
            return switch (this) {
                case UUID_PROPERTY -> Amqp10Test.message().property("id", new UUID(1, 2));
                case CHARACTER_PROPERTY -> Amqp10Test.message().property("letter", 'x');
                case FOOTER_WITHOUT_PREFIX -> Amqp10Test.message().footer("sum", "1");
                case LONG_CONTENT_TYPE -> Amqp10Test.message().contentType("x".repeat(256));
            };
        }
    }

    private static void assertCannotBeTaken(String queue) {
        assertThatThrownBy(() -> RabbitMq.with(RabbitMq.node(), channel -> channel.basicGet(queue, false)))
                .rootCause().hasMessageContaining("reply-code=541, reply-text=INTERNAL_ERROR");
    }

    @Test
    void theBrokerRefusesAnnotationsWithoutTheirPrefixAndMessagesWithoutABody() {
        assertThatThrownBy(() -> queueWith(message().annotation("a", "b"))).isInstanceOf(ClientException.class)
                .hasMessageContaining("reserved_annotation_key");
        assertThatThrownBy(() -> queueWith(Message.create())).isInstanceOf(ClientException.class)
                .hasMessageMatching("(?s).*(missing_amqp_message_body|msg_body_encoded).*");
    }

    private static Message<byte[]> message() throws ClientException {
        return Message.create(BODY).durable(true);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
