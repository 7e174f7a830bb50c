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
import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.Headers;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.MessageProperties;

/**
 * Compares what the decoders return, so that no decoder is faster because it does less. Each message becomes one line of
 * text in the same form for all decoders. In a line, 0 and absent are the same: the model class can't distinguish them.
 */
final class DecoderAgreement {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    private DecoderAgreement() {}

    /**
     * @throws IllegalStateException
     *             if a decoder returns anything else than this project's decoder
     */
    static void requireSame(byte[] event) throws IOException {
        List<String> expected = linesOfBatch((Batch) Decoder.RABBITLAMBDA.decode(event));
        require(Decoder.MODEL_CLASS, expected, linesOfModel((ModelBatch) Decoder.MODEL_CLASS.decode(event)));
        require(Decoder.DATABIND, expected, linesOfRecords((EventRecords) Decoder.DATABIND.decode(event)));
        require(Decoder.POWERTOOLS, bodies((Batch) Decoder.RABBITLAMBDA.decode(event)),
                (List<?>) Decoder.POWERTOOLS.decode(event));
    }

    static void require(Decoder decoder, List<?> expected, List<?> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            if (i >= actual.size() || i >= expected.size() || !expected.get(i).equals(actual.get(i))) {
                throw new IllegalStateException(
                        "all decoders must return the same, but %s differs in message %d: %s, not %s"
                                .formatted(decoder.title(), i, i < actual.size() ? actual.get(i) : "nothing",
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

    private static List<String> linesOfBatch(Batch batch) {
        return batch.deliveries().stream().map(delivery -> line((Message) delivery)).toList();
    }

    private static String line(Message message) {
        MessageProperties from = message.properties();
        MessageLine line = new MessageLine(message.queue().toString(), message.redelivered(), message.body().bytes());
        line.put("contentType", from.contentType().orElse(null));
        line.put("contentEncoding", from.contentEncoding().orElse(null));
        line.put("headers", table(from.headers()));
        line.put("deliveryMode", (long) from.deliveryMode().orElse(0));
        line.put("priority", (long) from.priority().orElse(0));
        line.put("correlationId", from.correlationId().orElse(null));
        line.put("replyTo", from.replyTo().orElse(null));
        line.put("expiration", from.expiration().map(java.time.Duration::toMillis).orElse(0L));
        line.put("messageId", from.messageId().orElse(null));
        line.put("timestamp", from.timestamp().orElse(null));
        line.put("type", from.type().orElse(null));
        line.put("userId", from.userId().orElse(null));
        line.put("appId", from.appId().orElse(null));
        line.put("clusterId", from.clusterId().orElse(null));
        line.put("bodySize", from.bodySize().orElse(0));
        return line.toString();
    }

    private static List<String> linesOfModel(ModelBatch batch) {
        List<String> lines = new ArrayList<>();
        batch.event().getRmqMessagesByQueue().forEach((queue, messages) -> messages
                .forEach(message -> lines.add(line(queue, message, batch.bodies().get(lines.size())))));
        return lines;
    }

    private static String line(String queue, RabbitMessage message, byte[] body) {
        RabbitMQEvent.BasicProperties from = message.getBasicProperties();
        MessageLine line = new MessageLine(queue, message.getRedelivered(), body);
        line.put("contentType", from.getContentType());
        line.put("contentEncoding", from.getContentEncoding());
        line.put("headers", jsonHeader(from.getHeaders()));
        line.put("deliveryMode", (long) from.getDeliveryMode());
        line.put("priority", (long) from.getPriority());
        line.put("correlationId", from.getCorrelationId());
        line.put("replyTo", from.getReplyTo());
        line.put("expiration", (long) from.getExpiration());
        line.put("messageId", from.getMessageId());
        line.put("timestamp", textOrInstant(from.getTimestamp()));
        line.put("type", from.getType());
        line.put("userId", from.getUserId());
        line.put("appId", from.getAppId());
        line.put("clusterId", from.getClusterId());
        line.put("bodySize", (long) from.getBodySize());
        return line.toString();
    }

    private static List<String> linesOfRecords(EventRecords event) {
        List<String> lines = new ArrayList<>();
        event.rmqMessagesByQueue()
                .forEach((queue, entries) -> entries.forEach(entry -> lines.add(line(queue, entry))));
        return lines;
    }

    private static String line(String queue, EventRecords.Entry entry) {
        EventRecords.Properties from = entry.basicProperties();
        MessageLine line = new MessageLine(queue, entry.redelivered(), entry.data());
        line.put("contentType", from.contentType());
        line.put("contentEncoding", from.contentEncoding());
        line.put("headers", jsonHeader(from.headers()));
        line.put("deliveryMode", number(from.deliveryMode()));
        line.put("priority", number(from.priority()));
        line.put("correlationId", from.correlationId());
        line.put("replyTo", from.replyTo());
        line.put("expiration", number(from.expiration()));
        line.put("messageId", from.messageId());
        line.put("timestamp", textOrInstant(from.timestamp()));
        line.put("type", from.type());
        line.put("userId", from.userId());
        line.put("appId", from.appId());
        line.put("clusterId", from.clusterId());
        line.put("bodySize", number(from.bodySize()));
        return line.toString();
    }

    /** One message as text, with its properties in the order of their names. */
    private static final class MessageLine {
        private final Map<String, @Nullable Object> members = new TreeMap<>();

        MessageLine(String queue, boolean redelivered, byte[] body) {
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
            case HeaderValue.Array(List<HeaderValue> items) -> items.stream().map(DecoderAgreement::header).toList();
            case HeaderValue.Nothing nothing -> null;
        };
    }

    /** The same value for a header that a JSON library read. */
    private static @Nullable Object jsonHeader(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map when map.size() == 1 && map.get("bytes") instanceof List<?> bytes -> longString(bytes);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> table = new TreeMap<>();
                map.forEach((name, field) -> table.put((String) name, jsonHeader(field)));
                yield table;
            }
            case List<?> items -> items.stream().map(DecoderAgreement::jsonHeader).toList();
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
