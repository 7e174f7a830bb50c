package io.github.rabbitlambda.function.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.function.message.HeaderValue.Array;
import io.github.rabbitlambda.function.message.HeaderValue.Decimal;
import io.github.rabbitlambda.function.message.HeaderValue.Flag;
import io.github.rabbitlambda.function.message.HeaderValue.LongString;
import io.github.rabbitlambda.function.message.HeaderValue.Nothing;
import io.github.rabbitlambda.function.message.HeaderValue.Table;
import io.github.rabbitlambda.function.message.HeaderValue.Timestamp;
import io.github.rabbitlambda.function.message.HeaderValue.WholeNumber;

/**
 * Reads headers, with nested tables and arrays. Not thread-safe.
 */
final class HeadersDecoder {
    /** RabbitMQ's Java client reads tables at most 32 deep, so Lambda's events have none that are deeper. */
    static final int DEEPEST = 100;
    static final int LONGEST_NUMBER = 1_000;

    private final JsonCursor json;
    private final LongStringDecoder longStrings;
    private final RecordMemory memory;
    private final HeaderCollector found = new HeaderCollector();

    HeadersDecoder(JsonCursor json, RecordMemory memory) {
        this.json = json;
        this.longStrings = new LongStringDecoder(json.window);
        this.memory = memory;
    }

    /** Absent headers are null, an empty object or, in one published capture, an empty array. */
    Headers read() {
        found.clear();
        if (json.peek() != '{' && (json.takeNull() || json.takeEmptyArray())) {
            return Headers.NONE;
        }
        json.require('{', "headers must be an object");
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            String name = json.name();
            int start = json.window.at;
            int index = found.add(name, value(2));
            memory.recordHeader(index, start);
        }
        return found.build();
    }

    void clear() {
        found.clear();
    }

    /** Reads the value of one of the headers that were read before. */
    void readAgain(int index) {
        found.set(index, value(2));
    }

    /** Whether a value was read again since headers were built. */
    boolean hasChanged() {
        return found.hasChanged();
    }

    Headers build() {
        return found.build();
    }

    private Headers fields(int depth) {
        requireShallow(depth);
        Map<String, HeaderValue> fields = new LinkedHashMap<>();
        for (boolean more = json.beginObject(); more; more = json.nextMember()) {
            fields.put(json.name(), value(depth + 1));
        }
        return Headers.of(fields);
    }

    private HeaderValue value(int depth) {
        return switch (json.peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> text(json.strings.read());
            case 't', 'f' -> new Flag(json.readFlag());
            case 'n' -> nothing();
            default -> number();
        };
    }

    private HeaderValue nothing() {
        json.takeNull();
        return Nothing.NOTHING;
    }

    private HeaderValue object(int depth) {
        LongString string = depth < DEEPEST ? longStrings.take() : null;
        if (string != null) {
            return string;
        }
        Headers fields = fields(depth);
        byte[] bytes = LongStringForm.bytesOf(fields);
        return bytes == null ? new Table(fields) : new LongString(bytes);
    }

    private HeaderValue array(int depth) {
        requireShallow(depth);
        List<HeaderValue> items = new ArrayList<>();
        for (boolean more = json.beginArray(); more; more = json.nextElement()) {
            items.add(value(depth + 1));
        }
        return new Array(items);
    }

    private static HeaderValue text(String text) {
        Instant instant = EventDate.parse(text);
        return instant == null ? LongString.of(text) : new Timestamp(instant);
    }

    private HeaderValue number() {
        if (json.numbers.skipShort()) {
            return new WholeNumber(json.numbers.shortNumber());
        }
        BigDecimal decimal = decimal(json.numbers.text(LONGEST_NUMBER));
        if (json.numbers.isInteger() && decimal.unscaledValue().bitLength() < Long.SIZE) {
            return new WholeNumber(decimal.longValue());
        }
        return new Decimal(decimal);
    }

    private static BigDecimal decimal(String number) {
        try {
            return new BigDecimal(number);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UnreadableRecordException("a number among the headers has an exponent out of range");
        }
    }

    private static void requireShallow(int depth) {
        if (depth > DEEPEST) {
            throw new UnreadableRecordException("headers must be at most " + DEEPEST + " deep (came deeper ones)");
        }
    }
}
