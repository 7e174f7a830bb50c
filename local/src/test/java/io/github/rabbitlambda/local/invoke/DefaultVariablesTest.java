package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.local.handlers.Counting;
import io.github.rabbitlambda.local.handlers.TestFunctions;

class DefaultVariablesTest {
    @Test
    void prefersTheUsersVariablesToTheDefaultsAndTheseToLambdas() {
        Map<String, String> variables = FunctionEnvironment.variables(
                TestFunctions.settings(Counting.class, Map.of("LISTENER_OUTAGE_HOLD", "7", "AWS_REGION", "eu-west-1")),
                Map.of("LISTENER_OUTAGE_HOLD", "1", "AWS_ACCESS_KEY_ID", "local", "TZ", "CET"), "/task",
                Path.of("/temporary"));
        assertThat(variables).containsEntry("LISTENER_OUTAGE_HOLD", "7").containsEntry("AWS_REGION", "eu-west-1")
                .containsEntry("AWS_ACCESS_KEY_ID", "local").containsEntry("TZ", "CET")
                .containsEntry("AWS_DEFAULT_REGION", "us-east-1");
    }
}
