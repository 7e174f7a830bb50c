package io.github.rabbitlambda.function.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final Map<String, RawJson> unreadable;

    MessageProperties(PropertiesBuilder from, CommonProperties common) {
        this.common = common;
        headers = from.headers();
        correlationId = from.text(ValueUse.CORRELATION_ID);
        messageId = from.text(ValueUse.MESSAGE_ID);
        timestamp = from.timestamp();
        bodySize = from.number(ValueUse.BODY_SIZE);
        unreadable = from.unreadable();
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

    /**
     * In whole seconds; set by the publisher. One that sends milliseconds, against AMQP, gives years about 58,000:
     * {@code Instant.ofEpochMilli(timestamp.getEpochSecond())} is what it meant.
     */
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

    /**
     * The values that could not be read, as the event's JSON has them, by the names of their properties: a number where
     * a text is expected, for example. These properties are absent. Empty for nearly every message.
     */
    public Map<String, String> unreadable() {
        if (unreadable.isEmpty()) {
            return Map.of();
        }
        Map<String, String> json = new LinkedHashMap<>();
        for (Map.Entry<String, RawJson> value : unreadable.entrySet()) {
            json.put(value.getKey(), value.getValue().text());
        }
        return Collections.unmodifiableMap(json);
    }

    private static OptionalInt optional(int value) {
        return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
