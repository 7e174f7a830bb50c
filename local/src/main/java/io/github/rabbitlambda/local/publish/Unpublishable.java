package io.github.rabbitlambda.local.publish;

/** A part of a saved event that AMQP can't carry; the message names the part and what it has. */
final class Unpublishable extends Exception {
    private static final long serialVersionUID = 1;

    Unpublishable(String message) {
        super(message);
    }
}
