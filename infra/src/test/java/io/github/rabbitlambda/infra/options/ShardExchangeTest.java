package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.constructs.options.ShardExchange;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardExchangeTest {

    private static ShardExchange exchange(Map<String, String> options) {
        return TestOptions.of(options).queues().shardExchange();
    }

    @ParameterizedTest
    @CsvSource({"3.13,x-consistent-hash", "4.2,x-consistent-hash", "4.3,x-modulus-hash"})
    void isTheOneThatSurvivesARestartWhereTheBrokerHasIt(String version, String type) {
        assertThat(exchange(Map.of("engineVersion", version)).type()).isEqualTo(type);
    }

    @Test
    void isTheOneThatIsAskedFor() {
        assertThat(exchange(Map.of("shards", "2", "shardExchange", "consistent-hash")))
                .isEqualTo(ShardExchange.CONSISTENT_HASH);
        assertThat(exchange(Map.of("shards", "2", "shardExchange", "modulus-hash")))
                .isEqualTo(ShardExchange.MODULUS_HASH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.13", "4.2"})
    void isRefusedWhereTheBrokerDoesNotHaveIt(String version) {
        assertRefused(Map.of("engineVersion", version, "shardExchange", "modulus-hash"),
                "shardExchange must be consistent-hash (given modulus-hash): RabbitMQ " + version
                        + " does not have the other; engineVersion 4.3 has");
    }

    @Test
    void refusesOtherExchanges() {
        assertRefused("shardExchange", "topic",
                "shardExchange must be consistent-hash or modulus-hash (given topic): no"
                        + " other exchange keeps the messages of a key in one queue");
    }
}
