package io.github.rabbitlambda.benchmark.function;

import io.github.rabbitlambda.function.RabbitMqListener;

/** A listener of this project that does the same as the other handlers. */
public final class WorkingListener extends RabbitMqListener {
    /** As Lambda makes it. */
    public WorkingListener() {
        super((message, context) -> MessageWork.process(message.body().buffer()));
    }
}
