package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import io.github.rabbitlambda.operations.ReadableTable;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message's properties and headers in JSON's types, for a person. */
final class ReadableProperties {
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
        all.put("timestamp", properties.getTimestamp() == null ? null : text(properties.getTimestamp()));
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
        return properties.getHeaders() == null
                ? Map.of()
                : ReadableTable.of(properties.getHeaders(), ReadableProperties::decoded);
    }

    private static Object decoded(Object value) {
        return switch (value) {
            case LongString text -> text.getBytes();
            case Date time -> text(time);
            default -> value;
        };
    }

    private static String text(Date time) {
        return time.toInstant().toString();
    }
}
