package io.github.rabbitlambda.benchmark.function;

import io.github.rabbitlambda.function.RabbitMqListener;

/** This project's listener. */
public final class WorkingListener extends RabbitMqListener {
    /** As Lambda makes it. */
    public WorkingListener() {
        super((message, context) -> Work.on(message.body().buffer()));
    }
}
