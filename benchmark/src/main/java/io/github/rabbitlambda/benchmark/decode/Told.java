package io.github.rabbitlambda.benchmark.decode;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent.RabbitMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.benchmark.decode.Decoder.ModelBatch;
import io.github.rabbitlambda.function.Batch;
import io.github.rabbitlambda.function.Delivery;
import io.github.rabbitlambda.function.HeaderValue;
import io.github.rabbitlambda.function.Headers;
import io.github.rabbitlambda.function.Message;
import io.github.rabbitlambda.function.MessageProperties;

/**
 * What a decoder gave, a line a message in one form for all, so that no one is compared for having done less. 0 and
 * absent are one here: the model class can't tell them apart.
 */
final class Told {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    private Told() {}

    /**
     * @throws IllegalStateException
     *             when a decoder gives anything else than the first of them
     */
    static void requireSame(byte[] event) throws IOException {
        List<String> expected = batch((Batch) Decoder.RABBITLAMBDA.decode(event));
        require(Decoder.MODEL_CLASS, expected, model((ModelBatch) Decoder.MODEL_CLASS.decode(event)));
        require(Decoder.DATABIND, expected, records((Records) Decoder.DATABIND.decode(event)));
        require(Decoder.POWERTOOLS, bodies((Batch) Decoder.RABBITLAMBDA.decode(event)),
                (List<?>) Decoder.POWERTOOLS.decode(event));
    }

    static void require(Decoder decoder, List<?> expected, List<?> told) {
        for (int i = 0; i < Math.max(expected.size(), told.size()); i++) {
            if (i >= told.size() || i >= expected.size() || !expected.get(i).equals(told.get(i))) {
                throw new IllegalStateException(
                        "all decoders must give the same, but %s differs in message %d: %s, not %s"
                                .formatted(decoder.title(), i, i < told.size() ? told.get(i) : "nothing",
                                        i < expected.size() ? expected.get(i) : "nothing"));
            }
        }
    }

    private static List<JsonNode> bodies(Batch batch) throws IOException {
        List<JsonNode> bodies = new ArrayList<>();
        for (Delivery delivery : batch.deliveries()) {
            bodies.add(JSON.readTree(((Message) delivery).body().text()));
        }
        return bodies;
    }

    private static List<String> batch(Batch batch) {
        return batch.deliveries().stream().map(delivery -> message((Message) delivery)).toList();
    }

    private static String message(Message message) {
        MessageProperties from = message.properties();
        Line told = new Line(message.queue().toString(), message.redelivered(), message.body().bytes());
        told.put("contentType", from.contentType().orElse(null));
        told.put("contentEncoding", from.contentEncoding().orElse(null));
        told.put("headers", table(from.headers()));
        told.put("deliveryMode", (long) from.deliveryMode().orElse(0));
        told.put("priority", (long) from.priority().orElse(0));
        told.put("correlationId", from.correlationId().orElse(null));
        told.put("replyTo", from.replyTo().orElse(null));
        told.put("expiration", from.expiration().map(java.time.Duration::toMillis).orElse(0L));
        told.put("messageId", from.messageId().orElse(null));
        told.put("timestamp", from.timestamp().orElse(null));
        told.put("type", from.type().orElse(null));
        told.put("userId", from.userId().orElse(null));
        told.put("appId", from.appId().orElse(null));
        told.put("clusterId", from.clusterId().orElse(null));
        told.put("bodySize", from.bodySize().orElse(0));
        return told.toString();
    }

    private static List<String> model(ModelBatch batch) {
        List<String> lines = new ArrayList<>();
        batch.event().getRmqMessagesByQueue().forEach((queue, messages) -> messages
                .forEach(message -> lines.add(model(queue, message, batch.bodies().get(lines.size())))));
        return lines;
    }

    private static String model(String queue, RabbitMessage message, byte[] body) {
        RabbitMQEvent.BasicProperties from = message.getBasicProperties();
        Line told = new Line(queue, message.getRedelivered(), body);
        told.put("contentType", from.getContentType());
        told.put("contentEncoding", from.getContentEncoding());
        told.put("headers", plain(from.getHeaders()));
        told.put("deliveryMode", (long) from.getDeliveryMode());
        told.put("priority", (long) from.getPriority());
        told.put("correlationId", from.getCorrelationId());
        told.put("replyTo", from.getReplyTo());
        told.put("expiration", (long) from.getExpiration());
        told.put("messageId", from.getMessageId());
        told.put("timestamp", textOrInstant(from.getTimestamp()));
        told.put("type", from.getType());
        told.put("userId", from.getUserId());
        told.put("appId", from.getAppId());
        told.put("clusterId", from.getClusterId());
        told.put("bodySize", (long) from.getBodySize());
        return told.toString();
    }

    private static List<String> records(Records event) {
        List<String> lines = new ArrayList<>();
        event.rmqMessagesByQueue()
                .forEach((queue, entries) -> entries.forEach(entry -> lines.add(record(queue, entry))));
        return lines;
    }

    private static String record(String queue, Records.Entry entry) {
        Records.Properties from = entry.basicProperties();
        Line told = new Line(queue, entry.redelivered(), entry.data());
        told.put("contentType", from.contentType());
        told.put("contentEncoding", from.contentEncoding());
        told.put("headers", plain(from.headers()));
        told.put("deliveryMode", number(from.deliveryMode()));
        told.put("priority", number(from.priority()));
        told.put("correlationId", from.correlationId());
        told.put("replyTo", from.replyTo());
        told.put("expiration", number(from.expiration()));
        told.put("messageId", from.messageId());
        told.put("timestamp", textOrInstant(from.timestamp()));
        told.put("type", from.type());
        told.put("userId", from.userId());
        told.put("appId", from.appId());
        told.put("clusterId", from.clusterId());
        told.put("bodySize", number(from.bodySize()));
        return told.toString();
    }

    /** A message's line, its properties by name. */
    private static final class Line {
        private final Map<String, @Nullable Object> members = new TreeMap<>();

        Line(String queue, boolean redelivered, byte[] body) {
            put(" queue", queue);
            put(" redelivered", redelivered);
            put(" body", new String(body, StandardCharsets.ISO_8859_1));
        }

        void put(String name, @Nullable Object value) {
            members.put(name, value);
        }

        @Override
        public String toString() {
            return members.toString();
        }
    }

    private static long number(@Nullable Number number) {
        return number == null ? 0 : number.longValue();
    }

    private static Map<String, @Nullable Object> table(Headers headers) {
        Map<String, @Nullable Object> table = new TreeMap<>();
        headers.asMap().forEach((name, value) -> table.put(name, header(value)));
        return table;
    }

    private static @Nullable Object header(HeaderValue value) {
        return switch (value) {
            case HeaderValue.LongString string -> string.text();
            case HeaderValue.WholeNumber(long number) -> decimal(number);
            case HeaderValue.Decimal(BigDecimal number) -> decimal(number);
            case HeaderValue.Flag(boolean flag) -> flag;
            case HeaderValue.Timestamp(Instant instant) -> instant;
            case HeaderValue.Table(Headers fields) -> table(fields);
            case HeaderValue.Array(List<HeaderValue> items) -> items.stream().map(Told::header).toList();
            case HeaderValue.Nothing nothing -> null;
        };
    }

    /** The same from what a JSON library makes of a header. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map when map.size() == 1 && map.get("bytes") instanceof List<?> bytes -> longString(bytes);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> table = new TreeMap<>();
                map.forEach((name, field) -> table.put((String) name, plain(field)));
                yield table;
            }
            case List<?> items -> items.stream().map(Told::plain).toList();
            case Number number -> decimal(number);
            case String text -> textOrInstant(text);
            default -> value;
        };
    }

    private static String longString(List<?> bytes) {
        byte[] content = new byte[bytes.size()];
        for (int i = 0; i < content.length; i++) {
            content[i] = ((Number) bytes.get(i)).byteValue();
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros();
    }

    private static @Nullable Object textOrInstant(@Nullable String text) {
        try {
            return text == null ? null : Instant.from(DATE.parse(text.replace('\u202f', ' ')));
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
