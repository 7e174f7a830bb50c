package io.github.rabbitlambda.function;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Collects the properties of one message. The decoder uses one for a whole event: {@link #build} leaves it as new.
 */
final class PropertiesBuilder {
    static final int ABSENT = -1;

    @Nullable
    String contentType;
    @Nullable
    String contentEncoding;
    Headers headers = Headers.NONE;
    int deliveryMode = ABSENT;
    int priority = ABSENT;
    @Nullable
    String correlationId;
    @Nullable
    String replyTo;
    long expiration = ABSENT;
    @Nullable
    String messageId;
    @Nullable
    Instant timestamp;
    @Nullable
    String type;
    @Nullable
    String userId;
    @Nullable
    String appId;
    @Nullable
    String clusterId;
    long bodySize = ABSENT;

    MessageProperties build() {
        MessageProperties properties = new MessageProperties(this);
        clear();
        return properties;
    }

    void clear() {
        contentType = null;
        contentEncoding = null;
        headers = Headers.NONE;
        deliveryMode = ABSENT;
        priority = ABSENT;
        correlationId = null;
        replyTo = null;
        expiration = ABSENT;
        messageId = null;
        timestamp = null;
        type = null;
        userId = null;
        appId = null;
        clusterId = null;
        bodySize = ABSENT;
    }
}
