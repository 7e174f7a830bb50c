package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;

import io.github.rabbitlambda.function.ModelEvent;

/**
 * A first step: the handler keeps its type, and each message is handled by itself. Lambda still decodes the event, so an
 * expiration above 2,147,483,647 ms fails the whole batch before this code runs.
 */
public final class AdapterHandler implements RequestHandler<RabbitMQEvent, String> {
    private final OrderListener listener = new OrderListener();

    @Override
    public String handleRequest(RabbitMQEvent event, Context context) {
        listener.handle(ModelEvent.batch(event), context);
        return "200";
    }
}
