package io.github.rabbitlambda.benchmark.function;

import io.github.rabbitlambda.function.RabbitMqListener;

/** The same with a lambda for its handler. */
public final class LambdaListener extends RabbitMqListener {
    /** As Lambda makes it. */
    public LambdaListener() {
        super((message, context) -> Work.on(message.body().buffer()));
    }
}
