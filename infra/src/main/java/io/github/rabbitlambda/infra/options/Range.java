package io.github.rabbitlambda.infra.options;

/**
 * The whole numbers that a service takes, from minimum to maximum inclusive.
 */
record Range(int minimum, int maximum, String reason) {
    int checked(String name, String text) {
        int value = parsed(name, text);
        if (value < minimum || value > maximum) {
            throw refused(name, text);
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

    private Refusal refused(String name, String text) {
        return Refusal.of(name, "between " + minimum + " and " + maximum, text, reason);
    }
}
