package io.github.rabbitlambda.local.publish;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.impl.LongStringHelper;

/**
 * Turns an event's headers into AMQP's types. JSON has fewer types, so a type may differ from the original (a short
 * comes back as an int), but an event writes both the same way.
 */
final class SavedHeaders {
    /** A consumer with RabbitMQ's Java client loses its connection at a table or list that is deeper. */
    static final int MOST_DEEP = 32;

    private SavedHeaders() {}

    static Map<String, Object> table(Map<?, ?> members) throws Unpublishable {
        return table(members, 0);
    }

    private static Map<String, Object> table(Map<?, ?> members, int depth) throws Unpublishable {
        requireReadable(depth);
        Map<String, Object> table = new HashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = String.valueOf(member.getKey());
            if (!SavedProperties.isShort(name)) {
                throw new Unpublishable("a header's name has more than 255 bytes (%.40s…)".formatted(name));
            }
            table.put(name, value(name, member.getValue(), depth + 1));
        }
        return table;
    }

    private static @Nullable Object value(String name, @Nullable Object json, int depth) throws Unpublishable {
        return switch (json) {
            case null -> null;
            case Boolean flag -> flag;
            case JsonNumber number -> number.amqp().orElseThrow(() -> new Unpublishable(
                    "header \"%s\" has a number that AMQP has no type for (%.40s)".formatted(name, number.text())));
            case String text -> timeOrText(text);
            case Map<?, ?> object -> tableOrText(object, depth);
            case List<?> list -> bytesOrArray(name, list, depth);
            default -> throw new IllegalStateException(json.getClass().getName());
        };
    }

    private static void requireReadable(int depth) throws Unpublishable {
        if (depth > MOST_DEEP) {
            throw new Unpublishable("headers are nested more than %d deep".formatted(MOST_DEEP));
        }
    }

    /** An event has texts as objects and times as texts; a text that is no time was written by hand. */
    private static Object timeOrText(String text) {
        Optional<Date> time = SavedTime.read(text);
        return time.isPresent() ? time.get() : text;
    }

    private static Object tableOrText(Map<?, ?> object, int depth) throws Unpublishable {
        Optional<byte[]> text = object.size() == 1 && object.get("bytes") instanceof List<?> list
                ? bytes(list)
                : Optional.empty();
        return text.isPresent() ? LongStringHelper.asLongString(text.get()) : table(object, depth);
    }

    /** An event writes a byte array and a list of small numbers the same way; the array is a fifth as long. */
    private static Object bytesOrArray(String name, List<?> list, int depth) throws Unpublishable {
        Optional<byte[]> bytes = list.isEmpty() ? Optional.empty() : bytes(list);
        if (bytes.isPresent()) {
            return bytes.get();
        }
        requireReadable(depth);
        List<Object> array = new ArrayList<>();
        for (Object item : list) {
            array.add(value(name, item, depth + 1));
        }
        return array;
    }

    /** The bytes if the list has nothing else: whole numbers between -128 and 127. */
    private static Optional<byte[]> bytes(List<?> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            Optional<Integer> number = list.get(i) instanceof JsonNumber given ? given.asInt() : Optional.empty();
            if (number.isEmpty() || number.get() != number.get().byteValue()) {
                return Optional.empty();
            }
            bytes[i] = number.get().byteValue();
        }
        return Optional.of(bytes);
    }
}
