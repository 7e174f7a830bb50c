package io.github.rabbitlambda.function.testing;

import java.math.BigDecimal;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.function.message.HeaderValue;
import io.github.rabbitlambda.function.message.HeaderValue.Array;
import io.github.rabbitlambda.function.message.HeaderValue.Decimal;
import io.github.rabbitlambda.function.message.HeaderValue.Flag;
import io.github.rabbitlambda.function.message.HeaderValue.LongString;
import io.github.rabbitlambda.function.message.HeaderValue.Nothing;
import io.github.rabbitlambda.function.message.HeaderValue.Table;
import io.github.rabbitlambda.function.message.HeaderValue.Timestamp;
import io.github.rabbitlambda.function.message.HeaderValue.WholeNumber;

/** Headers and timestamps in the form in which Lambda's event has them. */
final class EventHeader {
    private EventHeader() {}

    /** Returns a value that becomes the header's JSON: text, number, flag, list, map or null. */
    static @Nullable Object json(HeaderValue value) {
        return switch (value) {
            case LongString text -> Map.of("bytes", numbers(text.bytes()));
            case WholeNumber(long number) -> number;
            case Decimal(BigDecimal number) -> number;
            case Flag(boolean flag) -> flag;
            case Timestamp(Instant instant) -> timestamp(instant);
            case Table table -> table(table);
            case Array array -> array(array);
            case Nothing nothing -> null;
        };
    }

    /** Signed, as Lambda writes the bytes of a text. */
    static List<Integer> numbers(byte[] bytes) {
        List<Integer> numbers = new ArrayList<>(bytes.length);
        for (byte each : bytes) {
            numbers.add((int) each);
        }
        return numbers;
    }

    /** Lambda writes timestamps with Gson, in UTC. */
    static String timestamp(Instant instant) {
        SimpleDateFormat gson = new SimpleDateFormat("MMM d, y, h:mm:ss a", Locale.US);
        gson.setTimeZone(TimeZone.getTimeZone("UTC"));
        return gson.format(Date.from(instant));
    }

    private static Map<String, @Nullable Object> table(Table table) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        table.fields().asMap().forEach((name, field) -> fields.put(name, json(field)));
        return fields;
    }

    private static List<@Nullable Object> array(Array array) {
        List<@Nullable Object> items = new ArrayList<>();
        array.items().forEach(item -> items.add(json(item)));
        return items;
    }
}
