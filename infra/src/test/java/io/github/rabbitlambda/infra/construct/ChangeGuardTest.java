package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import io.github.rabbitlambda.infra.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the handler compares, before and after a change. */
class ChangeGuardTest {

    private static JsonNode guard(String stack, Map<String, String> options) {
        return Synthesis.of(stack, options).only("Custom::ChangeGuard");
    }

    @Test
    void knowsWhetherTheBrokerMayBeReplaced() {
        assertThat(guard(StackNames.PUBLIC, Map.of()).get("ReplaceBroker").asText()).isEqualTo("false");
        assertThat(guard(StackNames.PUBLIC, Map.of("replaceBroker", "true")).get("ReplaceBroker").asText())
                .isEqualTo("true");
    }

    @Test
    void knowsTheFailureQueueAndWhetherItStays() {
        Template template = Synthesis.standard().stack(StackNames.PUBLIC);
        JsonNode guard = template.only("Custom::ChangeGuard");
        assertThat(guard.get("FailureQueueUrl").get("Ref").asText()).isEqualTo(template.id("AWS::SQS::Queue", ""));
        assertThat(guard.get("RetainFailures").asText()).isEqualTo("false");
        assertThat(guard(StackNames.PUBLIC, Map.of("retainFailures", "true")).get("RetainFailures").asText())
                .isEqualTo("true");
        assertThat(guard(StackNames.PUBLIC, Map.of("failureQueue", "false")).has("FailureQueueUrl")).isFalse();
        assertThat(guard(StackNames.PUBLIC, Map.of("profile", "minimal")).has("FailureQueueUrl")).isFalse();
    }

    @Test
    void knowsTheExchangeOfTheShards() {
        JsonNode guard = guard(StackNames.PUBLIC, Map.of("shards", "2", "virtualHost", "shop"));
        assertThat(guard.get("EngineVersion").asText()).isEqualTo("4.3");
        assertThat(guard.get("Exchange").asText()).isEqualTo("shop messages");
        assertThat(guard.get("ExchangeType").asText()).isEqualTo("x-modulus-hash");
        assertThat(guard(StackNames.PUBLIC, Map.of("shards", "2", "shardExchange", "consistent-hash"))
                .get("ExchangeType").asText()).isEqualTo("x-consistent-hash");
        assertThat(guard(StackNames.PUBLIC, Map.of()).has("Exchange")).isFalse();
    }

    // only CloudFormation knows the first zones of a Region
    @Test
    void knowsTheZoneOfEachSubnet() {
        assertThat(guard(StackNames.ISOLATED, Map.of("deploymentMode", "cluster")).get("Zones").toString())
                .isEqualTo("{\"A\":{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]},"
                        + "\"B\":{\"Fn::Select\":[1,{\"Fn::GetAZs\":\"\"}]}}");
        assertThat(guard(StackNames.ISOLATED, Map.of("availabilityZones", "us-east-1c")).get("Zones").toString())
                .isEqualTo("{\"C\":\"us-east-1c\"}");
        assertThat(guard(StackNames.PUBLIC, Map.of()).path("Zones")).isEmpty();
        assertThat(guard(StackNames.DEFAULT_VPC, Map.of()).path("Zones")).isEmpty();
    }
}
