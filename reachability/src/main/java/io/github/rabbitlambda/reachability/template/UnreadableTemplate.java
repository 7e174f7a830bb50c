package io.github.rabbitlambda.reachability.template;

/** The input is not a template. The message is one sentence: what was expected, what was given, what to do. */
public final class UnreadableTemplate extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableTemplate(String message) {
        super(message);
    }
}
