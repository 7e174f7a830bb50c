package io.github.rabbitlambda.function.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.function.JsonText;
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.HeaderValue.Flag;
import io.github.rabbitlambda.function.message.HeaderValue.LongString;
import io.github.rabbitlambda.function.message.HeaderValue.WholeNumber;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.Queue;
import io.github.rabbitlambda.function.message.UndecodableRecord;

/**
 * A message for a unit test, complete as it is and changed by {@code with…}: a persistent text message of the queue
 * {@code orders} on {@code /}, with the usual properties and no headers. {@link #message} decodes it from an event, so
 * that it is what Lambda's event would give. Immutable.
 *
 * <p>
 * A property that is set to null is absent.
 */
public final class TestMessage {
    private final Queue queue;
    private final boolean redelivered;
    private final byte[] body;
    private final Map<String, @Nullable Object> headers;
    private final Map<String, @Nullable Object> properties;

    private TestMessage(Queue queue, boolean redelivered, byte[] body, Map<String, @Nullable Object> headers,
            Map<String, @Nullable Object> properties) {
        this.queue = queue;
        this.redelivered = redelivered;
        this.body = body;
        this.headers = Collections.unmodifiableMap(headers);
        this.properties = Collections.unmodifiableMap(properties);
    }

    /** @param body as UTF-8 */
    public static TestMessage of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    public static TestMessage of(byte[] body) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("contentType", "text/plain");
        properties.put("deliveryMode", 2);
        properties.put("priority", 0);
        properties.put("correlationId", "correlation-1");
        properties.put("messageId", "message-1");
        properties.put("timestamp", EventHeader.timestamp(Instant.parse("2026-01-01T00:00:00Z")));
        properties.put("type", "test");
        properties.put("appId", "test");
        return new TestMessage(new Queue("orders", "/"), false, body.clone(), Map.of(), properties);
    }

    /** Decodes the messages as one event, those of a queue together. */
    public static Batch batch(TestMessage... messages) {
        Map<String, List<Object>> queues = new LinkedHashMap<>();
        for (TestMessage message : messages) {
            queues.computeIfAbsent(message.queue.toString(), queue -> new ArrayList<>()).add(message.json());
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventSourceArn",
                "arn:aws:mq:us-east-1:111122223333:broker:test:b-00000000-0000-0000-0000-000000000000");
        event.put("rmqMessagesByQueue", queues);
        event.put("eventSource", "aws:rmq");
        return Batch.decode(new JsonText().value(event).toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @throws IllegalStateException
     *             when the listener could not decode such a message, because its headers are nested too deep for example
     */
    public Message message() {
        return switch (batch(this).deliveries().getFirst()) {
            case Message message -> message;
            case UndecodableRecord record -> throw new IllegalStateException(
                    "A test message must be one that can be decoded: " + record.reason());
        };
    }

    public TestMessage withQueue(String name, String virtualHost) {
        return new TestMessage(new Queue(name, virtualHost), redelivered, body, headers, properties);
    }

    public TestMessage withRedelivered(boolean newValue) {
        return new TestMessage(queue, newValue, body, headers, properties);
    }

    /** @param newBody as UTF-8 */
    public TestMessage withBody(String newBody) {
        return withBody(newBody.getBytes(StandardCharsets.UTF_8));
    }

    public TestMessage withBody(byte[] newBody) {
        return new TestMessage(queue, redelivered, newBody.clone(), headers, properties);
    }

    /** A text, as publishers usually send it: a long string. */
    public TestMessage withHeader(String name, String value) {
        return withHeader(name, LongString.of(value));
    }

    public TestMessage withHeader(String name, long value) {
        return withHeader(name, new WholeNumber(value));
    }

    public TestMessage withHeader(String name, boolean value) {
        return withHeader(name, new Flag(value));
    }

    /** A byte array arrives as an array of numbers, because Lambda's event does not distinguish the two. */
    public TestMessage withHeader(String name, byte[] value) {
        return header(name, EventHeader.numbers(value));
    }

    /** A header of any type that the event distinguishes: tables, arrays, timestamps, decimals, nothing. */
    public TestMessage withHeader(String name, HeaderValue value) {
        return header(name, EventHeader.json(value));
    }

    public TestMessage withContentType(@Nullable String value) {
        return property("contentType", value);
    }

    public TestMessage withContentEncoding(@Nullable String value) {
        return property("contentEncoding", value);
    }

    public TestMessage withDeliveryMode(@Nullable Integer value) {
        return property("deliveryMode", value);
    }

    public TestMessage withPriority(@Nullable Integer value) {
        return property("priority", value);
    }

    public TestMessage withCorrelationId(@Nullable String value) {
        return property("correlationId", value);
    }

    public TestMessage withReplyTo(@Nullable String value) {
        return property("replyTo", value);
    }

    public TestMessage withExpiration(@Nullable Duration value) {
        return property("expiration", value == null ? null : Long.toString(value.toMillis()));
    }

    public TestMessage withMessageId(@Nullable String value) {
        return property("messageId", value);
    }

    /** AMQP has whole seconds; a fraction is left out. */
    public TestMessage withTimestamp(@Nullable Instant value) {
        return property("timestamp", value == null ? null : EventHeader.timestamp(value));
    }

    public TestMessage withType(@Nullable String value) {
        return property("type", value);
    }

    public TestMessage withUserId(@Nullable String value) {
        return property("userId", value);
    }

    public TestMessage withAppId(@Nullable String value) {
        return property("appId", value);
    }

    public TestMessage withClusterId(@Nullable String value) {
        return property("clusterId", value);
    }

    private TestMessage header(String name, @Nullable Object json) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(headers);
        changed.put(name, json);
        return new TestMessage(queue, redelivered, body, changed, properties);
    }

    private TestMessage property(String name, @Nullable Object json) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(properties);
        changed.put(name, json);
        return new TestMessage(queue, redelivered, body, headers, changed);
    }

    private Map<String, Object> json() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(properties);
        all.put("headers", headers.isEmpty() ? null : headers);
        all.put("bodySize", body.length);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("basicProperties", all);
        record.put("redelivered", redelivered);
        record.put("data", Base64.getEncoder().encodeToString(body));
        return record;
    }
}
