package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.operations.Input;

/**
 * Converts headers from Lambda's JSON to AMQP. Lambda writes a text as {@code {"bytes":[…]}} with signed bytes. A plain
 * JSON string is therefore a timestamp, or a text that a person wrote.
 *
 * <p>Types that this JSON does not distinguish become the likeliest type: a whole number becomes an integer or long, an
 * array of numbers becomes an array and not bytes.
 */
final class HeaderTable {
    /** Headers that a broker adds to a message in its queues. They have no meaning for a republished message. */
    private static final Set<String> OF_THE_BROKER = Set.of("x-death", "x-delivery-count", "x-acquired-count",
            "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason", "x-last-death-exchange",
            "x-last-death-queue", "x-last-death-reason");

    private HeaderTable() {}

    static Map<String, Object> fromLambda(Input headers) {
        return table(headers.values());
    }

    static @Nullable Map<String, Object> withoutTraces(@Nullable Map<String, Object> headers) {
        if (headers == null || Collections.disjoint(headers.keySet(), OF_THE_BROKER)) {
            return headers;
        }
        Map<String, Object> kept = new LinkedHashMap<>(headers);
        kept.keySet().removeAll(OF_THE_BROKER);
        return kept.isEmpty() ? null : kept;
    }

    static LongString text(String text) {
        return LongStringHelper.asLongString(text);
    }

    private static Map<String, Object> table(Map<?, ?> values) {
        Map<String, Object> table = new LinkedHashMap<>();
        values.forEach((key, value) -> table.put(String.valueOf(key), value(value)));
        return table;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> bytes(map).<Object>map(LongStringHelper::asLongString).orElseGet(() -> table(map));
            case List<?> list -> new ArrayList<>(list.stream().map(HeaderTable::value).toList());
            case String text ->
                MessageRecord.timestamp(text).<Object>map(timestamp -> timestamp).orElseGet(() -> text(text));
            case BigInteger huge -> huge.doubleValue();
            default -> value;
        };
    }

    private static Optional<byte[]> bytes(Map<?, ?> map) {
        return map.size() == 1 && map.get("bytes") instanceof List<?> list
                && list.stream().allMatch(HeaderTable::isByte)
                        ? Optional.of(bytes(list))
                        : Optional.empty();
    }

    private static byte[] bytes(List<?> numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ((Number) numbers.get(i)).byteValue();
        }
        return bytes;
    }

    private static boolean isByte(@Nullable Object value) {
        return value instanceof Integer number && number >= -128 && number <= 255;
    }
}
