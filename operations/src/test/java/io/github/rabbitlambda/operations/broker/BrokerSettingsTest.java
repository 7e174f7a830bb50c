package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.operations.broker.BrokerSettings.Destination;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSettingsTest {
    private static final String ONE = "[\"orders\"]";
    private static final String SHARDS = "[\"orders.1\",\"orders.2\"]";

    @Test
    void returnsToAQueueThatIsRead() {
        assertThat(settings(ONE, "").returning("orders")).contains(new Destination("", Optional.of("orders")));
        assertThat(settings(SHARDS, "orders").returning("orders.2"))
                .contains(new Destination("", Optional.of("orders.2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.3", "orders.100"})
    void returnsThroughTheShardsExchangeWhatTheShardsReplaced(String queue) {
        assertThat(settings(SHARDS, "orders").returning(queue)).contains(new Destination("orders", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.1", "orders.99"})
    void returnsToTheOnlyQueueWhatComesFromAShard(String queue) {
        assertThat(settings(ONE, "").returning(queue)).contains(new Destination("", Optional.of("orders")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoices", "orders.0", "orders.01", "orders.1000", "orders.unroutable", "orders.1.1",
            "orders1"})
    void returnsNothingOfAnotherName(String queue) {
        assertThat(settings(ONE, "").returning(queue)).isEmpty();
        assertThat(settings(SHARDS, "orders").returning(queue)).isEmpty();
    }

    @Test
    void returnsAnywhereWithoutQueues() {
        assertThat(settings("[]", "").returning("any")).contains(new Destination("", Optional.of("any")));
    }

    @Test
    void keepsTheKeyForAnExchangeAndTheNameForAQueue() {
        assertThat(new Destination("orders", Optional.empty()).routingKey("key")).isEqualTo("key");
        assertThat(new Destination("", Optional.of("orders")).routingKey("key")).isEqualTo("orders");
    }

    private static BrokerSettings settings(String queues, String exchange) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("BROKER_AMQP_ENDPOINT", "amqps://b:5671");
        environment.put("BROKER_MANAGEMENT_URL", "https://b");
        environment.put("BROKER_SECRET_ARN", "arn");
        environment.put("BROKER_NAME", "b");
        environment.put("LISTENER_QUEUES", queues);
        environment.put("EXCHANGE", exchange);
        return BrokerSettings.fromEnvironment(environment);
    }
}
