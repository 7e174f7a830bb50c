package io.github.rabbitlambda.acceptance;

import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener that can do nothing with any message, so that each is parked. */
public final class RefusingListener extends RabbitMqListener {
    /** As Lambda makes it. */
    public RefusingListener() {
        super((message, context) -> {
            throw new IllegalStateException("refused, whatever it is");
        });
    }
}
