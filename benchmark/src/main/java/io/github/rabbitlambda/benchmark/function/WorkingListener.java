package io.github.rabbitlambda.benchmark.function;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.Message;
import io.github.rabbitlambda.function.MessageHandler;
import io.github.rabbitlambda.function.RabbitMqListener;

/** This project's listener, with its handler as docs/listener.md has it for cold starts. */
public final class WorkingListener extends RabbitMqListener {
    /** As Lambda makes it. */
    public WorkingListener() {
        super(new Handler());
    }

    static final class Handler implements MessageHandler {
        @Override
        public void handle(Message message, Context context) {
            Work.on(message.body().buffer());
        }
    }
}
