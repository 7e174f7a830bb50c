package io.github.rabbitlambda.function.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The 15 properties of a message in AMQP 0-9-1. An absent property is distinct from 0 and from an empty text.
 * Immutable.
 */
public final class MessageProperties {
    /** No property is set. */
    public static final MessageProperties NONE = new PropertiesBuilder().build();

    private final CommonProperties common;
    private final Headers headers;
    private final @Nullable String correlationId;
    private final @Nullable String messageId;
    private final @Nullable Instant timestamp;
    private final long bodySize;

    MessageProperties(PropertiesBuilder from, CommonProperties common) {
        this.common = common;
        headers = from.headers();
        correlationId = from.text(ValueUse.CORRELATION_ID);
        messageId = from.text(ValueUse.MESSAGE_ID);
        timestamp = from.timestamp();
        bodySize = from.number(ValueUse.BODY_SIZE);
    }

    public Optional<String> contentType() {
        return Optional.ofNullable(common.contentType());
    }

    public Optional<String> contentEncoding() {
        return Optional.ofNullable(common.contentEncoding());
    }

    /**
     * Empty for a message without headers. Absent and empty headers are the same, because the event does not
     * distinguish them.
     */
    public Headers headers() {
        return headers;
    }

    /** 1 for transient, 2 for persistent. */
    public OptionalInt deliveryMode() {
        return optional(common.deliveryMode());
    }

    /** From 0 to 255. */
    public OptionalInt priority() {
        return optional(common.priority());
    }

    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    public Optional<String> replyTo() {
        return Optional.ofNullable(common.replyTo());
    }

    /** The message's time to live in its queue. RabbitMQ accepts up to ten years of 365 days. */
    public Optional<Duration> expiration() {
        return common.expiration() < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(common.expiration()));
    }

    public Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    /** In whole seconds; set by the publisher. */
    public Optional<Instant> timestamp() {
        return Optional.ofNullable(timestamp);
    }

    public Optional<String> type() {
        return Optional.ofNullable(common.type());
    }

    public Optional<String> userId() {
        return Optional.ofNullable(common.userId());
    }

    public Optional<String> appId() {
        return Optional.ofNullable(common.appId());
    }

    public Optional<String> clusterId() {
        return Optional.ofNullable(common.clusterId());
    }

    /** The body's length as the event says it; the body itself may differ. */
    public OptionalLong bodySize() {
        return bodySize < 0 ? OptionalLong.empty() : OptionalLong.of(bodySize);
    }

    private static OptionalInt optional(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
