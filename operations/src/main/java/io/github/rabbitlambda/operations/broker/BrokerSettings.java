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

/** Where the broker is and what of it is this stack's, read from the environment of {@link BrokerTasks}. */
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

    /** The queues that *observe* reports: the listener's, then those that should be empty. */
    public List<String> observed() {
        return Stream.of(queues.stream(), unroutableQueue.stream(), deadLetterQueue.stream()).flatMap(names -> names)
                .toList();
    }

    /** The exchange of the shards, or the default exchange, which knows each queue by its name. */
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

    /** Credentials travel on these connections: without TLS only to this very machine, as a test's broker is. */
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
