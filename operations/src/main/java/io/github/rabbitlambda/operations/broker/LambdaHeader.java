package io.github.rabbitlambda.operations.broker;

import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Converts the value of a header from Lambda's JSON to AMQP. Lambda writes a text as {@code {"bytes":[…]}} with signed
 * bytes. A plain JSON string is therefore a timestamp, or a text that a person wrote.
 *
 * <p>Types that this JSON does not distinguish become the likeliest type: a whole number becomes an integer or long, an
 * array of numbers becomes an array and not bytes, 12.5 becomes a double and 12.50 a decimal. What AMQP can't hold
 * exactly is refused.
 */
record LambdaHeader(String name) {
    /** AMQP's decimal is a signed integer of 32 bits and a scale of 8 bits without a sign. */
    private static final int DECIMAL_BITS = 31;
    private static final int LARGEST_SCALE = 255;
    /** RabbitMQ's Java client, with which Lambda consumes, closes its connection at a table or array that is deeper. */
    static final int DEEPEST = 32;

    @Nullable
    Object value(@Nullable Object json) {
        return value(json, 1);
    }

    private @Nullable Object value(@Nullable Object json, int depth) {
        return switch (json) {
            case null -> null;
            case Map<?, ?> map ->
                bytes(map).<Object>map(LongStringHelper::asLongString).orElseGet(() -> table(map, depth));
            case List<?> list -> array(list, depth);
            case String text -> LambdaTimestamp.parse(text).<Object>map(date -> date).orElseGet(() -> text(text));
            case Integer number -> number;
            case Long number -> number;
            case Boolean flag -> flag;
            case Double number when Double.isFinite(number) -> number;
            case Double infinite -> throw tooLarge();
            case BigDecimal fraction -> fraction(fraction);
            case BigInteger huge -> throw wrong("a whole number of at most 64 bits", huge.bitLength() + " bits");
            default -> throw wrong("a value of JSON", json.getClass().getSimpleName());
        };
    }

    private Map<String, Object> table(Map<?, ?> values, int depth) {
        requireShallow(depth);
        Map<String, Object> table = new LinkedHashMap<>();
        values.forEach((key, value) -> table.put(
                AmqpText.shortText("the name of a field in the header " + name, String.valueOf(key)),
                value(value, depth + 1)));
        return table;
    }

    private List<Object> array(List<?> values, int depth) {
        requireShallow(depth);
        List<Object> array = new ArrayList<>();
        values.forEach(value -> array.add(value(value, depth + 1)));
        return array;
    }

    /** Becomes a double if that is written like this, otherwise AMQP's decimal, as 12.50, otherwise an equal double. */
    private Number fraction(BigDecimal fraction) {
        double number = fraction.doubleValue();
        if (Double.isInfinite(number)) {
            throw tooLarge();
        }
        if (isDecimal(fraction) && !new BigDecimal(Double.toString(number)).equals(fraction)) {
            return fraction;
        }
        if (!isHeld(fraction, number)) {
            throw wrong("a number that a double or a decimal of AMQP can hold", "one that would become " + number);
        }
        return number;
    }

    private static boolean isDecimal(BigDecimal fraction) {
        return fraction.scale() >= 0 && fraction.scale() <= LARGEST_SCALE
                && fraction.unscaledValue().bitLength() <= DECIMAL_BITS;
    }

    /** Whether the double, rounded to as many digits, is written like the fraction. */
    private static boolean isHeld(BigDecimal fraction, double number) {
        return new BigDecimal(Double.toString(number)).compareTo(fraction) == 0
                || new BigDecimal(number).round(new MathContext(fraction.precision())).compareTo(fraction) == 0;
    }

    private LongString text(String text) {
        return LongStringHelper.asLongString(AmqpText.longText("the header " + name, text));
    }

    private void requireShallow(int depth) {
        if (depth > DEEPEST) {
            throw wrong("nested at most %d deep, or no Java client could read it".formatted(DEEPEST), "a deeper one");
        }
    }

    private static Optional<byte[]> bytes(Map<?, ?> map) {
        return map.size() == 1 && map.get("bytes") instanceof List<?> list
                && list.stream().allMatch(LambdaHeader::isByte)
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

    private OperationFailedException tooLarge() {
        return wrong("a number up to 1.8E308", "a larger one");
    }

    private OperationFailedException wrong(String expected, String given) {
        return new OperationFailedException("the header %s must be %s (given %s)".formatted(name, expected, given));
    }
}
