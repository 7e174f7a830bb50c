package io.github.rabbitlambda.infra;

/**
 * An option that cannot be deployed, told in one sentence: what it must be, what was given and why.
 */
final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private Refusal(String sentence) {
        super(sentence);
    }

    static Refusal of(String option, String expected, Object given, String reason) {
        return new Refusal("%s must be %s (given %s): %s".formatted(option, expected, given, reason));
    }
}
