package com.example;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for a user's own code. */
public final class Orders {
    public static final List<String> ACCEPTED = new CopyOnWriteArrayList<>();

    private Orders() {}

    static void accept(String tenant, String order) {
        if (order.isBlank()) {
            throw new IllegalArgumentException("an order must not be empty");
        }
        ACCEPTED.add(tenant + ": " + order);
    }
}
