package com.example;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.RabbitMqListener;
import io.github.rabbitlambda.function.message.Message;

/** After: one message at a time, its headers and body decoded. It is the function's handler itself, or the adapter's. */
public final class OrderListener extends RabbitMqListener {
    public OrderListener() {
        super(OrderListener::handle);
    }

    private static void handle(Message message, Context context) {
        String tenant = message.headers().text("tenant").orElse("nobody");
        Orders.accept(tenant, message.body().text());
    }
}
