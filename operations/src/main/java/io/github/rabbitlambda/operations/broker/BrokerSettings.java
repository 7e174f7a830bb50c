package io.github.rabbitlambda.operations.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.operations.Input;

/** The broker's addresses and this stack's queues, read from the environment of {@link BrokerTasks}. */
public record BrokerSettings(URI amqp, URI management, String secretArn, String brokerName, String virtualHost,
        List<String> queues, Optional<String> exchange, Optional<String> unroutableQueue,
        Optional<String> deadLetterQueue) {

    public BrokerSettings {
        queues = List.copyOf(queues);
    }

    public static BrokerSettings fromEnvironment(Map<String, String> environment) {
        Input input = new Input("the environment", environment);
        return new BrokerSettings(endpoint(input, "BROKER_AMQP_ENDPOINT", "amqp"),
                endpoint(input, "BROKER_MANAGEMENT_URL", "http"), input.text("BROKER_SECRET_ARN"),
                input.text("BROKER_NAME"), input.optionalText("VIRTUAL_HOST").orElse("/"), queues(input),
                input.optionalText("EXCHANGE"), input.optionalText("UNROUTABLE_QUEUE"),
                input.optionalText("DEAD_LETTER_QUEUE"));
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
