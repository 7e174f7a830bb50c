package io.github.rabbitlambda.doctor;

/** The command can't do what it was asked. The message is a sentence for the user. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    Refusal(String sentence) {
        super(sentence);
    }
}
