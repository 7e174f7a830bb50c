package com.example;

import com.amazonaws.services.lambda.runtime.Context;

import io.github.rabbitlambda.function.RabbitMqListener;
import io.github.rabbitlambda.function.message.Message;

public final class OrderListener extends RabbitMqListener {
    public OrderListener() {
        super(OrderListener::handle);
    }

    private static void handle(Message message, Context context) {
        String tenant = message.headers().text("tenant").orElse("nobody");
        Orders.accept(tenant, message.body().text());
    }
}
