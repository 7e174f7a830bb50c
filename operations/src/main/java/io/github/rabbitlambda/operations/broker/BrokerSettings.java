package io.github.rabbitlambda.operations.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.operations.Input;

/** The broker's addresses and this stack's queues, read from the environment of {@link BrokerTasks}. */
public record BrokerSettings(URI amqp, URI management, Optional<URI> metrics, String secretArn, String brokerName,
        String virtualHost,
        List<String> queues, Optional<String> exchange, Optional<String> unroutableQueue,
        Optional<String> deadLetterQueue, BrokerUsers.Secrets users, Optional<String> brokerArn) {

    public BrokerSettings {
        queues = List.copyOf(queues);
    }

    public static BrokerSettings fromEnvironment(Map<String, String> environment) {
        Input input = new Input("the environment", environment);
        return new BrokerSettings(endpoint(input, "BROKER_AMQP_ENDPOINT", "amqp"),
                endpoint(input, "BROKER_MANAGEMENT_URL", "http"), input.optionalText("BROKER_METRICS_URL")
                        .map(given -> endpoint(input, "BROKER_METRICS_URL", "http")),
                input.text("BROKER_SECRET_ARN"),
                input.text("BROKER_NAME"), input.optionalText("VIRTUAL_HOST").orElse("/"), queues(input),
                input.optionalText("EXCHANGE"), input.optionalText("UNROUTABLE_QUEUE"),
                input.optionalText("DEAD_LETTER_QUEUE"), users(input), input.optionalText("BROKER_ARN"));
    }

    private static BrokerUsers.Secrets users(Input input) {
        return new BrokerUsers.Secrets(input.optionalText("CONSUMER_SECRET_ARN"),
                input.optionalText("PUBLISHER_SECRET_ARN"), input.optionalText("CONSUMER_PERMISSIONS")
                        .map(json -> Permissions.of(Input.parse("CONSUMER_PERMISSIONS", json))));
    }

    /** The secret of the user that publishes: the administrator's, where the stack makes no users. */
    String publisherSecretArn() {
        return users.publisher().orElse(secretArn);
    }

    /** The dimensions of a queue's metrics, in their order. */
    Map<String, String> dimensions(String queue) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Broker", brokerName);
        dimensions.put("VirtualHost", virtualHost);
        dimensions.put("Queue", queue);
        return dimensions;
    }

    /** The queues that the task observe reports: first the listener's, then those that should be empty. */
    public List<String> observed() {
        return Stream.of(queues.stream(), unroutableQueue.stream(), deadLetterQueue.stream()).flatMap(names -> names)
                .toList();
    }

    /** Returns the exchange of the shards, or the default exchange, which routes to a queue by its name. */
    public String publishExchange() {
        return exchange.orElse("");
    }

    /** The queue that the event names as {@code from}, or the dead-letter queue of the stack. */
    String deadLettersOf(Input event) {
        return event.optionalText("from").or(() -> deadLetterQueue)
                .orElseThrow(() -> event.wrong("from", "a queue name (DEAD_LETTER_QUEUE names none)"));
    }

    /**
     * Where a message that came from a queue of this stack goes back to: to that queue while the stack reads it, and
     * otherwise, when only the number of shards has changed, to where the stack reads now. Empty for a queue of another
     * name: whether its messages are for the present listener, only a person knows.
     */
    Optional<Destination> returning(String queue) {
        if (queues.isEmpty() || queues.contains(queue)) {
            return Optional.of(new Destination("", Optional.of(queue)));
        }
        return unsharded(queue).equals(exchange.orElseGet(queues::getFirst))
                ? Optional.of(new Destination(publishExchange(), exchange.isPresent()
                        ? Optional.empty()
                        : Optional.of(queues.getFirst())))
                : Optional.empty();
    }

    /** Shards are the queue's name, a dot and a number. */
    private static String unsharded(String queue) {
        return queue.replaceFirst("\\.[1-9]\\d{0,2}$", "");
    }

    /**
     * An exchange, and the queue if it is the default exchange.
     */
    record Destination(String exchange, Optional<String> queue) {
        /** The routing key of a message whose own key, which no event has, is replaced by {@code key}. */
        String routingKey(String key) {
            return queue.orElse(key);
        }
    }

    /** Says why a message of that queue does not go back, and what to do. */
    String foreign(String queue) {
        return ("it comes from the queue %s, and this stack reads %s now, so nobody would read it: deploy with the former "
                + "queueName again, or move it by hand").formatted(queue, String.join(", ", queues));
    }

    private static List<String> queues(Input input) {
        try {
            return new ObjectMapper().readValue(input.optionalText("LISTENER_QUEUES").orElse("[]"),
                    new TypeReference<List<String>>() {
                    });
        } catch (JsonProcessingException notNames) {
            throw input.wrong("LISTENER_QUEUES", "a JSON array of queue names");
        }
    }

    /**
     * These connections carry credentials, so they need TLS. Only a broker on the same machine, as in tests, may do
     * without.
     */
    private static URI endpoint(Input input, String key, String scheme) {
        URI uri = uri(input, key, scheme);
        boolean encrypted = (scheme + "s").equals(uri.getScheme());
        boolean here = List.of("localhost", "127.0.0.1").contains(String.valueOf(uri.getHost()));
        if (uri.getHost() == null || !encrypted && !(scheme.equals(uri.getScheme()) && here)) {
            throw input.wrong(key, scheme + "s://host");
        }
        return uri;
    }

    private static URI uri(Input input, String key, String scheme) {
        try {
            return URI.create(input.text(key));
        } catch (IllegalArgumentException notAnAddress) {
            throw input.wrong(key, scheme + "s://host");
        }
    }
}
