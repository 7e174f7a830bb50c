package io.github.rabbitlambda.infra.construct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rabbitlambda.infra.StackNames;
import io.github.rabbitlambda.infra.Synthesis;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the handler compares, before and after a change. */
class ChangeCheckTest {

    private static JsonNode check(String stack, Map<String, String> options) {
        return Synthesis.of(stack, options).only("Custom::ChangeCheck");
    }

    @Test
    void knowsWhetherTheBrokerMayBeReplaced() {
        assertThat(check(StackNames.PUBLIC, Map.of()).get("ReplaceBroker").asText()).isEqualTo("false");
        assertThat(check(StackNames.PUBLIC, Map.of("replaceBroker", "true")).get("ReplaceBroker").asText())
                .isEqualTo("true");
    }

    @Test
    void knowsWhatBecomesOfParkedMessages() {
        assertThat(check(StackNames.PUBLIC, Map.of()).get("Parking").asText()).isEqualTo("until_deletion");
        assertThat(check(StackNames.PUBLIC, Map.of("retainFailures", "true")).get("Parking").asText())
                .isEqualTo("retained");
        assertThat(check(StackNames.PUBLIC, Map.of("failureQueue", "false")).get("Parking").asText())
                .isEqualTo("none");
        assertThat(check(StackNames.PUBLIC, Map.of("profile", "minimal")).get("Parking").asText()).isEqualTo("none");
    }

    // only CloudFormation knows the first zones of a Region
    @Test
    void knowsTheZoneOfEachSubnet() {
        assertThat(check(StackNames.ISOLATED, Map.of("deploymentMode", "cluster")).get("Zones").toString())
                .isEqualTo("{\"A\":{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]},"
                        + "\"B\":{\"Fn::Select\":[1,{\"Fn::GetAZs\":\"\"}]}}");
        assertThat(check(StackNames.ISOLATED, Map.of("availabilityZones", "us-east-1c")).get("Zones").toString())
                .isEqualTo("{\"C\":\"us-east-1c\"}");
        assertThat(check(StackNames.PUBLIC, Map.of()).path("Zones")).isEmpty();
        assertThat(check(StackNames.DEFAULT_VPC, Map.of()).path("Zones")).isEmpty();
    }
}
