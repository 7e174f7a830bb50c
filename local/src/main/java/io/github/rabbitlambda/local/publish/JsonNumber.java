package io.github.rabbitlambda.local.publish;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** A number with its digits as JSON has them. */
record JsonNumber(String text) {
    /** AMQP's decimal is a signed integer of 32 bits and a scale of 8 bits without a sign. */
    private static final int DECIMAL_BITS = 31;
    private static final int LARGEST_SCALE = 255;

    boolean isWhole() {
        return text.matches("-?\\d+");
    }

    /** The value as an int if it is one. */
    Optional<Integer> asInt() {
        try {
            return isWhole() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The value as an int if it is one, however it is written: 2.0 is 2. */
    Optional<Integer> wholeValue() {
        try {
            return exact().map(BigDecimal::intValueExact);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Of the types that AMQP has, one that is written with the same digits again, or has the same value. */
    Optional<Object> amqp() {
        return isWhole() ? whole() : fraction();
    }

    private Optional<Object> whole() {
        Optional<Integer> number = asInt();
        if (number.isPresent()) {
            return Optional.of(number.get());
        }
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Object> fraction() {
        Double number = Double.valueOf(text);
        if (number.toString().equals(text)) {
            return Optional.of(number);
        }
        Optional<BigDecimal> exact = exact();
        if (exact.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal decimal = exact.get();
        boolean isDecimal = decimal.scale() >= 0 && decimal.scale() <= LARGEST_SCALE
                && decimal.unscaledValue().bitLength() <= DECIMAL_BITS;
        if (isDecimal) {
            return Optional.of(decimal);
        }
        return isHeld(decimal, number) ? Optional.of(number) : Optional.empty();
    }

    /** Whether the double has the same value, as it is written or rounded to as many digits. */
    private static boolean isHeld(BigDecimal decimal, double number) {
        return !Double.isInfinite(number) && (new BigDecimal(Double.toString(number)).compareTo(decimal) == 0
                || new BigDecimal(number).round(new MathContext(decimal.precision())).compareTo(decimal) == 0);
    }

    /** The value; empty if its exponent has more than 32 bits. */
    private Optional<BigDecimal> exact() {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
