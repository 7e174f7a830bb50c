package io.github.rabbitlambda.local.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * Reads the records of an event as Lambda's mapping makes it: of a file that a function has logged, or of AWS's sample
 * in https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html. Published again, a record comes back the same, except
 * for {@code redelivered}.
 */
final class SavedEvent {
    private static final String RECORDS = "rmqMessagesByQueue";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SavedEvent() {}

    /**
     * Returns the records of all the event's queues; empty if the source is not an event.
     *
     * @throws IllegalArgumentException
     *             if the source is an event that can't be published
     */
    static List<Publication> read(Source source) {
        String text = new String(source.content(), StandardCharsets.UTF_8);
        text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        if (!text.stripLeading().startsWith("{") || !text.contains('"' + RECORDS + '"')) {
            return List.of();
        }
        try {
            return JsonValues.read(text) instanceof Map<?, ?> event && event.containsKey(RECORDS)
                    ? records(event.get(RECORDS), source.name())
                    : List.of();
        } catch (NotJson e) {
            throw refusal(source.name(), "it has %s, but is no JSON, %s".formatted(RECORDS, e.getMessage()));
        }
    }

    private static List<Publication> records(@Nullable Object recordsByQueue, String name) {
        List<Publication> records = new ArrayList<>();
        for (Object queue : recordsByQueue instanceof Map<?, ?> queues ? queues.values() : List.of()) {
            for (Object record : queue instanceof List<?> list ? list : List.of()) {
                try {
                    records.add(publication(record));
                } catch (Unpublishable e) {
                    throw refusal(name, "record %d: %s".formatted(records.size() + 1, e.getMessage()));
                }
            }
        }
        if (records.isEmpty()) {
            throw refusal(name, "it has no record in " + RECORDS);
        }
        return records;
    }

    private static Publication publication(@Nullable Object record) throws Unpublishable {
        if (!(record instanceof Map<?, ?> members)) {
            throw new Unpublishable("it is no object");
        }
        return new Publication(properties(members.get("basicProperties")), body(members.get("data")));
    }

    private static BasicProperties properties(@Nullable Object properties) throws Unpublishable {
        return switch (properties) {
            case null -> new BasicProperties();
            case Map<?, ?> members -> SavedProperties.of(members);
            default -> throw new Unpublishable("its basicProperties are no object");
        };
    }

    private static byte[] body(@Nullable Object data) throws Unpublishable {
        if (!(data instanceof String text)) {
            throw new Unpublishable("its data must be a text in Base64 (it is none)");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Unpublishable("its data must be a text in Base64 (%s)".formatted(e.getMessage()));
        }
    }

    private static IllegalArgumentException refusal(String name, String problem) {
        return new IllegalArgumentException(
                "publish must be an event whose records can be published again (%s: %s)".formatted(name, problem));
    }
}
