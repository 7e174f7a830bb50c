package com.example;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for your own code. It keeps orders in memory, where yours would write to a table. */
final class Orders {
    static final List<String> ACCEPTED = new CopyOnWriteArrayList<>();

    private Orders() {}

    static void accept(String tenant, String order) {
        if (order.isEmpty()) {
            throw new IllegalArgumentException("an order must not be empty");
        }
        ACCEPTED.add(tenant + ": " + order);
    }
}
