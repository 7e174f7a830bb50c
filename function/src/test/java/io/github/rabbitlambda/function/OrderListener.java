package io.github.rabbitlambda.function;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.message.Message;

// README and docs/listener.md have the same class; DocumentationTest compares them
public final class OrderListener extends RabbitMqListener {
    public OrderListener() {
        super(OrderListener::handle);
    }

    private static void handle(Message message, Context context) {
        String tenant = message.headers().text("tenant").orElse("nobody");
        Orders.accept(tenant, message.body().text());
    }
}
