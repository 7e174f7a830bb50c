package io.github.rabbitlambda.operations.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        String deadLetterQueue, long deliveryLimit, Optional<RetryDelay> retryDelay) {
    /**
     * For queues whose messages people read and return. By default RabbitMQ 4.x drops a message after 20 returns, and
     * 3.13 moves a returned message to the end of a queue without a limit.
     */
    static final int PRACTICALLY_NO_LIMIT = 1_000_000_000;

    static final String CONSISTENT_HASH = "x-consistent-hash";
    private static final String DELIVERY_LIMIT = "x-delivery-limit";

    /** The exchange in front of the shards with its type, and the queue for messages that reach no shard. */
    record Sharding(String exchange, String unroutableQueue, String exchangeType) {
        String alternateExchange() {
            return unroutableQueue;
        }
    }

    /** How long the broker keeps a returned message: the first time, and at most. */
    record RetryDelay(long firstSeconds, long mostSeconds) {
        static Optional<RetryDelay> of(Input properties) {
            return properties.optionalText("RetryDelay").map(given -> new RetryDelay(
                    properties.number("RetryDelay", 1, 1), properties.number("RetryDelayLimit", 1, 1)));
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
                properties.number("DeliveryLimit", 1, 500), RetryDelay.of(properties));
    }

    private static Optional<Sharding> sharding(Input properties) {
        if (properties.optionalText("Exchange").isEmpty() && properties.texts("Queues").size() > 1) {
            throw properties.wrong("Exchange", "the name of an exchange (with more than one queue)");
        }
        return properties.optionalText("Exchange")
                .map(exchange -> new Sharding(exchange, properties.text("UnroutableQueue"),
                        properties.optionalText("ExchangeType").orElse(CONSISTENT_HASH)));
    }

    List<Exchange> wantedExchanges() {
        List<Exchange> wanted = new ArrayList<>(List.of(new Exchange(deadLetterExchange, "fanout", Map.of())));
        sharding.ifPresent(shards -> {
            wanted.add(new Exchange(shards.alternateExchange(), "fanout", Map.of()));
            wanted.add(new Exchange(shards.exchange(), shards.exchangeType(), Map.of("alternate-exchange",
                    shards.alternateExchange())));
        });
        return wanted;
    }

    /** Without the delivery limit of the listener's queues where the policy sets it. */
    List<Queue> wantedQueues(BrokerVersion version) {
        List<Queue> wanted = new ArrayList<>(List.of(new Queue(deadLetterQueue, lookedThrough())));
        sharding.ifPresent(shards -> wanted.add(new Queue(shards.unroutableQueue(), lookedThrough())));
        queues.forEach(name -> wanted.add(new Queue(name, consumed(version))));
        return wanted;
    }

    /** A consistent-hash exchange takes the routing key of a binding as its weight; a modulus-hash exchange ignores it. */
    List<Binding> wantedBindings() {
        List<Binding> wanted = new ArrayList<>(List.of(new Binding(deadLetterExchange, deadLetterQueue, "")));
        sharding.ifPresent(shards -> {
            wanted.add(new Binding(shards.alternateExchange(), shards.unroutableQueue(), ""));
            queues.forEach(queue -> wanted.add(new Binding(shards.exchange(), queue, "1")));
        });
        return wanted;
    }

    /** Of the listener's queues, named for the exchange in front of them or for the one queue. */
    QueuePolicy wantedPolicy() {
        Map<String, Object> definition = new TreeMap<>(Map.of("delivery-limit", deliveryLimit));
        retryDelay.ifPresent(delay -> definition.putAll(Map.of("delayed-retry-type", "all", "delayed-retry-min",
                delay.firstSeconds() * 1000, "delayed-retry-max", delay.mostSeconds() * 1000)));
        return new QueuePolicy("rabbitlambda-" + sharding.map(Sharding::exchange).orElseGet(queues::getFirst), queues,
                definition);
    }

    /**
     * The arguments that an existing queue may have. A queue from before RabbitMQ 4.3 keeps the limit that it was declared
     * with; of that and the policy's the lower one counts, so it may stay unless it is lower than the wanted one.
     */
    Map<String, Object> wantedOf(Map<String, Object> existing, Map<String, Object> wanted) {
        Map<String, Object> all = new LinkedHashMap<>(wanted);
        if (existing.get(DELIVERY_LIMIT) instanceof Number limit) {
            boolean mayStay = limit.longValue() < 0 || limit.longValue() >= deliveryLimit;
            all.putIfAbsent(DELIVERY_LIMIT, mayStay ? limit : "absent or at least " + deliveryLimit);
        }
        return all;
    }

    private Map<String, Object> consumed(BrokerVersion version) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("x-queue-type", "quorum");
        if (!version.appliesLimitsByPolicy()) {
            arguments.put(DELIVERY_LIMIT, deliveryLimit);
        }
        arguments.put("x-dead-letter-exchange", deadLetterExchange);
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        return arguments;
    }

    private static Map<String, Object> lookedThrough() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("x-queue-type", "quorum");
        arguments.put(DELIVERY_LIMIT, (long) PRACTICALLY_NO_LIMIT);
        return arguments;
    }
}
