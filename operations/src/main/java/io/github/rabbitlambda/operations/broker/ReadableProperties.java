package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import io.github.rabbitlambda.operations.ReadableBytes;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message's properties and headers in JSON's types, for a person. */
final class ReadableProperties {
    /** Longer headers are cut as a whole. */
    private static final int LONGEST = 4_000;

    private ReadableProperties() {}

    /** Returns the properties that the message has, without its headers. */
    static Map<String, Object> of(BasicProperties properties) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("contentType", properties.getContentType());
        all.put("contentEncoding", properties.getContentEncoding());
        all.put("deliveryMode", properties.getDeliveryMode());
        all.put("priority", properties.getPriority());
        all.put("correlationId", properties.getCorrelationId());
        all.put("replyTo", properties.getReplyTo());
        all.put("expiration", properties.getExpiration());
        all.put("messageId", properties.getMessageId());
        all.put("timestamp", value(properties.getTimestamp()));
        all.put("type", properties.getType());
        all.put("userId", properties.getUserId());
        all.put("appId", properties.getAppId());
        all.put("clusterId", properties.getClusterId());
        Map<String, Object> present = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }

    static Map<String, Object> headers(BasicProperties properties) {
        return properties.getHeaders() == null ? Map.of() : table(properties.getHeaders());
    }

    private static Map<String, Object> table(Map<?, ?> table) {
        Map<String, Object> readable = new LinkedHashMap<>();
        table.forEach((name, value) -> readable.put(String.valueOf(name), value(value)));
        return readable;
    }

    private static List<Object> list(List<?> list) {
        List<Object> readable = new ArrayList<>();
        list.forEach(element -> readable.add(value(element)));
        return readable;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case LongString text -> ReadableBytes.of(text.getBytes(), LONGEST).value();
            case byte[] bytes -> ReadableBytes.of(bytes, LONGEST).value();
            case Date time -> time.toInstant().toString();
            case Map<?, ?> table -> table(table);
            case List<?> list -> list(list);
            case Number number -> number;
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }
}
