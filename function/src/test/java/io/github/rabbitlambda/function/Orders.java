package io.github.rabbitlambda.function;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a user has. */
final class Orders {
    static final List<String> ACCEPTED = new CopyOnWriteArrayList<>();

    private Orders() {}

    static void accept(String tenant, String order) {
        ACCEPTED.add(tenant + ": " + order);
    }
}
