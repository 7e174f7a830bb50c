package io.github.rabbitlambda.constructs.options;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the consumer may do in its virtual host: regular expressions of the names that it may configure, write and read.
 *
 * @see <a href="https://www.rabbitmq.com/docs/access-control#authorisation">RabbitMQ: how permissions work</a>
 */
public record ConsumerPermissions(Map<String, String> expressions) {
    private static final List<String> NAMES = List.of("configure", "read", "write");
    // in the environment of BrokerTasks, beside its other variables: QueueOptions
    static final int BYTES = 300;

    /**
     * @throws Refusal
     *             if the expressions are not those of configure, write and read
     */
    public ConsumerPermissions {
        expressions = Collections.unmodifiableMap(new TreeMap<>(expressions));
        if (!List.copyOf(expressions.keySet()).equals(NAMES)) {
            throw Refusal.of("consumerPermissions", "an object with exactly configure, write and read",
                    expressions.isEmpty() ? "nothing" : String.join(",", expressions.keySet()),
                    "RabbitMQ takes all three and no other");
        }
        int bytes = expressions.values().stream().mapToInt(ConsumerPermissions::bytesInJson).sum();
        if (bytes > BYTES) {
            throw Refusal.of("consumerPermissions", "expressions of at most " + BYTES + " bytes together", bytes,
                    "a function reads them in its environment, and Lambda's limit for all of it is 4 KB");
        }
    }

    private static int bytesInJson(String text) {
        return text.replaceAll("[\"\\\\]", "..").getBytes(StandardCharsets.UTF_8).length;
    }
}
