package io.github.rabbitlambda.acceptance.publisher;

import static io.github.rabbitlambda.acceptance.publisher.SpringPublisher.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/** What a handler sees of the properties and headers that a program sets in Spring AMQP. */
@NeedsRabbitMq
@Timeout(120)
class SpringPropertiesTest {
    private static final Instant TIME = Instant.parse("2026-11-22T23:59:59.789Z");

    @Test
    void everyPropertyArrives() throws Exception {
        SeenMessage seen = publishedWith(properties -> {
            properties.setMessageId("m");
            properties.setCorrelationId("c");
            properties.setTimestamp(Date.from(TIME));
            properties.setDeliveryMode(MessageDeliveryMode.NON_PERSISTENT);
            properties.setPriority(9);
            properties.setExpiration("60000");
            properties.setUserId("guest");
            properties.setAppId("a");
            properties.setClusterId("k");
            properties.setType("t");
            properties.setReplyTo("r");
        });
        assertThat(seen.properties()).isEqualTo(Map.ofEntries(Map.entry("contentType", "text/plain"),
                Map.entry("contentEncoding", "UTF-8"), Map.entry("messageId", "m"), Map.entry("correlationId", "c"),
                Map.entry("timestamp", "2026-11-22T23:59:59Z"), Map.entry("deliveryMode", "1"),
                Map.entry("priority", "9"), Map.entry("expiration", "PT1M"), Map.entry("userId", "guest"),
                Map.entry("appId", "a"), Map.entry("clusterId", "k"), Map.entry("type", "t"),
                Map.entry("replyTo", "r")));
    }

    @Test
    void headersKeepTheirTypes() throws Exception {
        Map<String, Object> headers = new HashMap<>();
        headers.put("text", "crème");
        headers.put("int", 7);
        headers.put("long", 9_007_199_254_740_993L);
        headers.put("double", 2.25);
        headers.put("decimal", new BigDecimal("12.34"));
        headers.put("flag", true);
        headers.put("date", Date.from(TIME));
        headers.put("bytes", new byte[]{1, -2});
        headers.put("list", Arrays.asList("x", 2, null));
        headers.put("map", Map.of("inner", 1L));
        headers.put("null", null);
        assertThat(publishedWith(properties -> headers.forEach(properties::setHeader)).headers())
                .isEqualTo(Map.ofEntries(Map.entry("text", "text crème"), Map.entry("int", "whole number 7"),
                        Map.entry("long", "whole number 9007199254740993"), Map.entry("double", "decimal 2.25"),
                        Map.entry("decimal", "decimal 12.34"), Map.entry("flag", "flag true"),
                        Map.entry("date", "timestamp 2026-11-22T23:59:59Z"),
                        Map.entry("bytes", "byte array 01fe"),
                        Map.entry("list", "array [text x, whole number 2, nothing]"),
                        Map.entry("map", "table {inner=whole number 1}"), Map.entry("null", "nothing")));
    }

    @Test
    void headersOfOtherTypesAreTheirTexts() throws Exception {
        SeenMessage seen = publishedWith(properties -> {
            properties.setHeader("instant", TIME);
            properties.setHeader("uuid", new UUID(1, 2));
            properties.setHeader("enum", DayOfWeek.FRIDAY);
            properties.setHeader("class", DayOfWeek.class);
        });
        assertThat(seen.headers()).isEqualTo(Map.of("instant", "text 2026-11-22T23:59:59.789Z", "uuid",
                "text 00000000-0000-0001-0000-000000000002", "enum", "text FRIDAY", "class",
                "text java.time.DayOfWeek"));
    }

    private static SeenMessage publishedWith(Consumer<MessageProperties> change) throws Exception {
        return published(template -> template.convertAndSend(template.getRoutingKey(), (Object) "text", message -> {
            change.accept(message.getMessageProperties());
            return message;
        }));
    }
}
