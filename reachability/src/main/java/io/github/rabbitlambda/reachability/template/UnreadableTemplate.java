package io.github.rabbitlambda.reachability.template;

/** What was given is not a template; the message is one sentence: what was expected, what came, what to do. */
public final class UnreadableTemplate extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableTemplate(String message) {
        super(message);
    }
}
