package io.github.rabbitlambda.benchmark.decode;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The event as Java records, as people write them for jackson-databind. */
record EventRecords(@Nullable String eventSource, @Nullable String eventSourceArn,
        Map<String, List<Entry>> rmqMessagesByQueue) {

    record Entry(Properties basicProperties, boolean redelivered, byte[] data) {}

    record Properties(@Nullable String contentType, @Nullable String contentEncoding,
            @Nullable Map<String, @Nullable Object> headers, @Nullable Integer deliveryMode,
            @Nullable Integer priority, @Nullable String correlationId, @Nullable String replyTo,
            @Nullable Long expiration, @Nullable String messageId, @Nullable String timestamp,
            @Nullable String type, @Nullable String userId, @Nullable String appId, @Nullable String clusterId,
            @Nullable Long bodySize) {}
}
