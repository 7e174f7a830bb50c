package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the step that declares the queues is asked for, and where the queues are counted. */
class TopologyTest {

    private static JsonNode topology(Map<String, String> options) {
        return Synthesis.of(StackNames.PUBLIC, options).only("Custom::Topology");
    }

    private static JsonNode tasks(Map<String, String> options) {
        Template template = Synthesis.of(StackNames.PUBLIC, options);
        return template.properties(template.id("AWS::Lambda::Function", "BrokerTasks")).at("/Environment/Variables");
    }

    // an upgrade changes what the broker takes, so everything has to be declared again after it
    @Test
    void changesWithTheVersionOfTheBroker() {
        assertThat(topology(Map.of()).get("EngineVersion").asText()).isEqualTo("4.3");
        assertThat(topology(Map.of("engineVersion", "4.2")).get("EngineVersion").asText()).isEqualTo("4.2");
    }

    @Test
    void asksTheBrokerToDelayRetries() {
        assertThat(topology(Map.of()).get("RetryDelay").asText()).isEqualTo("60");
        assertThat(topology(Map.of()).get("RetryDelayLimit").asText()).isEqualTo("300");
        assertThat(topology(Map.of("retryDelay", "5", "retryDelayLimit", "20")).get("RetryDelay").asText())
                .isEqualTo("5");
        assertThat(topology(Map.of("retryDelay", "0")).has("RetryDelay")).isFalse();
        assertThat(topology(Map.of("engineVersion", "4.2")).has("RetryDelay")).isFalse();
    }

    @Test
    void namesTheTypeOfTheShardsExchange() {
        assertThat(topology(Map.of("shards", "2")).get("ExchangeType").asText()).isEqualTo("x-modulus-hash");
        assertThat(topology(Map.of("shards", "2", "engineVersion", "4.2")).get("ExchangeType").asText())
                .isEqualTo("x-consistent-hash");
        assertThat(topology(Map.of()).has("ExchangeType")).isFalse();
    }

    // each node of a cluster tells its own counts; before 4.2 there is no endpoint
    @Test
    void readsThePrometheusEndpointOfASingleBrokerThatHasIt() {
        for (String version : new String[]{"4.2", "4.3"}) {
            JsonNode tasks = tasks(Map.of("engineVersion", version));
            assertThat(tasks.get("BROKER_METRICS_URL")).isEqualTo(tasks.get("BROKER_MANAGEMENT_URL"));
        }
        assertThat(tasks(Map.of("engineVersion", "3.13")).has("BROKER_METRICS_URL")).isFalse();
        assertThat(tasks(Map.of("deploymentMode", "cluster")).has("BROKER_METRICS_URL")).isFalse();
    }
}
