package io.github.rabbitlambda.benchmark;

import io.github.rabbitlambda.function.RabbitMqListener;

/** Calls downstream for each message, as many at a time as the listener is set to. */
public final class DownstreamListener extends RabbitMqListener {
    /** As Lambda makes it. */
    public DownstreamListener() {
        super((message, context) -> Downstream.call());
    }
}
