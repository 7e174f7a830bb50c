package io.github.rabbitlambda.local.publish;

/** A text is no JSON; the message says where. */
final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    NotJson(String message) {
        super(message);
    }
}
