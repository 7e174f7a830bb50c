package io.github.rabbitlambda.operations.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.operations.Input;

/**
 * What a stack needs on its broker before the mapping exists: the listener's queues, the dead-letter queue and its
 * exchange, and with shards the exchange that distributes messages over them.
 *
 * <p>Quorum queues dead-letter at most once by default. The strategy at-least-once is set here, which requires the
 * overflow {@code reject-publish}.
 *
 * @see <a href="https://www.rabbitmq.com/docs/quorum-queues#dead-lettering">Dead lettering of quorum queues</a>
 */
record Topology(String virtualHost, List<String> queues, Optional<Sharding> sharding, String deadLetterExchange,
        String deadLetterQueue, long deliveryLimit) {
    /**
     * For queues whose messages people read and return. By default RabbitMQ 4.x drops a message after 20 returns, and
     * 3.13 moves a returned message to the end of a queue without a limit.
     */
    static final int PRACTICALLY_NO_LIMIT = 1_000_000_000;

    /** The exchange in front of the shards, and the queue for messages that reach no shard. */
    record Sharding(String exchange, String unroutableQueue) {
        String alternateExchange() {
            return unroutableQueue;
        }
    }

    record Exchange(String name, String type, Map<String, Object> arguments) {}

    record Queue(String name, Map<String, Object> arguments) {}

    record Binding(String exchange, String queue, String routingKey) {}

    Topology {
        queues = List.copyOf(queues);
    }

    static Topology of(Input properties) {
        List<String> queues = properties.texts("Queues");
        if (queues.isEmpty()) {
            throw properties.wrong("Queues", "a list of one queue name at least");
        }
        return new Topology(properties.optionalText("VirtualHost").orElse("/"), queues, sharding(properties),
                properties.text("DeadLetterExchange"), properties.text("DeadLetterQueue"),
                properties.number("DeliveryLimit", 1, 500));
    }

    private static Optional<Sharding> sharding(Input properties) {
        if (properties.optionalText("Exchange").isEmpty() && properties.texts("Queues").size() > 1) {
            throw properties.wrong("Exchange", "the name of an exchange (with more than one queue)");
        }
        return properties.optionalText("Exchange")
                .map(exchange -> new Sharding(exchange, properties.text("UnroutableQueue")));
    }

    List<Exchange> wantedExchanges() {
        List<Exchange> wanted = new ArrayList<>(List.of(new Exchange(deadLetterExchange, "fanout", Map.of())));
        sharding.ifPresent(shards -> {
            wanted.add(new Exchange(shards.alternateExchange(), "fanout", Map.of()));
            wanted.add(new Exchange(shards.exchange(), "x-consistent-hash", Map.of("alternate-exchange",
                    shards.alternateExchange())));
        });
        return wanted;
    }

    List<Queue> wantedQueues() {
        List<Queue> wanted = new ArrayList<>(List.of(new Queue(deadLetterQueue, lookedThrough())));
        sharding.ifPresent(shards -> wanted.add(new Queue(shards.unroutableQueue(), lookedThrough())));
        queues.forEach(name -> wanted.add(new Queue(name, consumed())));
        return wanted;
    }

    /** A consistent-hash exchange takes the routing key of a binding as its weight. */
    List<Binding> wantedBindings() {
        List<Binding> wanted = new ArrayList<>(List.of(new Binding(deadLetterExchange, deadLetterQueue, "")));
        sharding.ifPresent(shards -> {
            wanted.add(new Binding(shards.alternateExchange(), shards.unroutableQueue(), ""));
            queues.forEach(queue -> wanted.add(new Binding(shards.exchange(), queue, "1")));
        });
        return wanted;
    }

    private Map<String, Object> consumed() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("x-queue-type", "quorum");
        arguments.put("x-delivery-limit", deliveryLimit);
        arguments.put("x-dead-letter-exchange", deadLetterExchange);
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        return arguments;
    }

    private static Map<String, Object> lookedThrough() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("x-queue-type", "quorum");
        arguments.put("x-delivery-limit", (long) PRACTICALLY_NO_LIMIT);
        return arguments;
    }
}
