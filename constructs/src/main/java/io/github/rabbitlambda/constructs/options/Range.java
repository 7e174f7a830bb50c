package io.github.rabbitlambda.constructs.options;

/**
 * The whole numbers that a service takes, from minimum to maximum inclusive.
 */
public record Range(int minimum, int maximum, String reason) {
    /** The number that the text holds, if it is within the range. */
    public int parse(String name, String text) {
        return check(name, parsed(name, text));
    }

    /** The value itself, if it is within the range. */
    public int check(String name, int value) {
        if (value < minimum || value > maximum) {
            throw refused(name, value);
        }
        return value;
    }

    private int parsed(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refused(name, text);
        }
    }

    private Refusal refused(String name, Object given) {
        return Refusal.of(name, "between " + minimum + " and " + maximum, given, reason);
    }
}
