package io.github.rabbitlambda.function;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The 15 properties that AMQP 0-9-1 gives a message. Absent is not 0 and not the empty text. Immutable.
 */
public final class MessageProperties {
    /** No property is set. */
    public static final MessageProperties NONE = builder().build();

    private final @Nullable String contentType;
    private final @Nullable String contentEncoding;
    private final Headers headers;
    private final int deliveryMode;
    private final int priority;
    private final @Nullable String correlationId;
    private final @Nullable String replyTo;
    private final long expiration;
    private final @Nullable String messageId;
    private final @Nullable Instant timestamp;
    private final @Nullable String type;
    private final @Nullable String userId;
    private final @Nullable String appId;
    private final @Nullable String clusterId;
    private final long bodySize;

    MessageProperties(PropertiesBuilder from) {
        contentType = from.contentType;
        contentEncoding = from.contentEncoding;
        headers = from.headers;
        deliveryMode = from.deliveryMode;
        priority = from.priority;
        correlationId = from.correlationId;
        replyTo = from.replyTo;
        expiration = from.expiration;
        messageId = from.messageId;
        timestamp = from.timestamp;
        type = from.type;
        userId = from.userId;
        appId = from.appId;
        clusterId = from.clusterId;
        bodySize = from.bodySize;
    }

    static PropertiesBuilder builder() {
        return new PropertiesBuilder();
    }

    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    public Optional<String> contentEncoding() {
        return Optional.ofNullable(contentEncoding);
    }

    /** Empty when there are none: the event does not tell absent from empty headers reliably. */
    public Headers headers() {
        return headers;
    }

    /** 1 for transient, 2 for persistent. */
    public OptionalInt deliveryMode() {
        return optional(deliveryMode);
    }

    /** From 0 to 255. */
    public OptionalInt priority() {
        return optional(priority);
    }

    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    public Optional<String> replyTo() {
        return Optional.ofNullable(replyTo);
    }

    /** The message's time to live in its queue; RabbitMQ takes up to ten years of 365 days. */
    public Optional<Duration> expiration() {
        return expiration < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(expiration));
    }

    public Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    /** In whole seconds; set by the publisher. */
    public Optional<Instant> timestamp() {
        return Optional.ofNullable(timestamp);
    }

    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    public Optional<String> userId() {
        return Optional.ofNullable(userId);
    }

    public Optional<String> appId() {
        return Optional.ofNullable(appId);
    }

    public Optional<String> clusterId() {
        return Optional.ofNullable(clusterId);
    }

    /** What the event says the body's length is; the body itself decides. */
    public OptionalLong bodySize() {
        return bodySize < 0 ? OptionalLong.empty() : OptionalLong.of(bodySize);
    }

    private static OptionalInt optional(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
