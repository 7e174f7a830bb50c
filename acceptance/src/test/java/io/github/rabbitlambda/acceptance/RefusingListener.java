package io.github.rabbitlambda.acceptance;

import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener that fails for every message, so that each is parked. */
public final class RefusingListener extends RabbitMqListener {
    /** The constructor that Lambda calls. */
    public RefusingListener() {
        super((message, context) -> {
            throw new IllegalStateException("refused, whatever it is");
        });
    }
}
