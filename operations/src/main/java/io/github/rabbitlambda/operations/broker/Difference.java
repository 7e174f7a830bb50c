package io.github.rabbitlambda.operations.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.github.rabbitlambda.operations.OperationFailedException;

/**
 * Collects the differences between an existing queue or exchange and the wanted one, and reports them in one sentence.
 */
final class Difference {
    private final String kind;
    private final String name;
    private final String virtualHost;
    private final List<String> found = new ArrayList<>();

    Difference(String kind, String name, String virtualHost) {
        this.kind = kind;
        this.name = name;
        this.virtualHost = virtualHost;
    }

    void addAll(Map<String, Object> wanted, Map<String, Object> existing) {
        TreeSet<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(existing.keySet());
        keys.forEach(key -> add(key, text(wanted, key), text(existing, key)));
    }

    void add(String key, Object wanted, Object existing) {
        if (!wanted.equals(existing)) {
            found.add("%s is %s, wanted is %s".formatted(key, existing, wanted));
        }
    }

    void refuse() {
        refuse("use another name, or empty and delete it and deploy again");
    }

    /** Fails with this advice if there is a difference. */
    void refuse(String advice) {
        if (!found.isEmpty()) {
            throw new OperationFailedException(
                    "The %s %s in virtual host %s exists and differs: %s. RabbitMQ can not change it: %s"
                            .formatted(kind, name, virtualHost, String.join("; ", found), advice));
        }
    }

    /** Compares as text, because the broker returns a number in another size than the declared one. */
    private static String text(Map<String, Object> arguments, String key) {
        return Optional.ofNullable(arguments.get(key)).map(String::valueOf).orElse("absent");
    }
}
