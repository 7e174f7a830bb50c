package io.github.rabbitlambda.constructs.options;

/**
 * An option that can't be deployed. The message is one sentence: what the option must be, what was given and why.
 */
public final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private Refusal(String sentence) {
        super(sentence);
    }

    public static Refusal of(String option, String expected, Object given, String reason) {
        return new Refusal("%s must be %s (given %s): %s".formatted(option, expected, given, reason));
    }
}
