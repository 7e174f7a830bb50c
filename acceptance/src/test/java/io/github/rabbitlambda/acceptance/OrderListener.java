package io.github.rabbitlambda.acceptance;

import io.github.rabbitlambda.function.RabbitMqListener;

/** The handler of docs/local.md's first try: it takes orders that have a total. */
public final class OrderListener extends RabbitMqListener {
    /** The constructor that Lambda calls. */
    public OrderListener() {
        super((message, context) -> {
            String order = message.body().text();
            if (!order.contains("\"total\"")) {
                throw new IllegalArgumentException("the order has no total");
            }
            System.out.println("accepted " + order);
        });
    }
}
