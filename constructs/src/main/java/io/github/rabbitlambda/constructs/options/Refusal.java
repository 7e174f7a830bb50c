package io.github.rabbitlambda.constructs.options;

import java.util.ArrayList;
import java.util.List;

/**
 * Options that can't be deployed. Each has a sentence: what the option must be, what was given and why. The message is that
 * sentence, or all of them as a list.
 */
public final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final ArrayList<String> sentences;

    private Refusal(List<String> sentences) {
        super(sentences.size() == 1
                ? sentences.get(0)
                : "%d options or parts of them can't be deployed:\n- ".formatted(sentences.size())
                        + String.join("\n- ", sentences));
        this.sentences = new ArrayList<>(sentences);
    }

    public static Refusal of(String option, String expected, Object given, String reason) {
        return of("%s must be %s (given %s): %s".formatted(option, expected, given, reason));
    }

    /** A refusal for a reason that has its sentence already. */
    public static Refusal of(String sentence) {
        return new Refusal(List.of(sentence));
    }

    /** Throws one refusal of all that was found; does nothing if that is nothing. */
    public static void throwIfAny(List<String> sentences) {
        if (!sentences.isEmpty()) {
            throw new Refusal(sentences);
        }
    }

    /** What is refused, one sentence each. */
    public List<String> sentences() {
        return List.copyOf(sentences);
    }
}
