package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;

class FunctionEnvironmentTest {
    @Test
    void namesTheHandlerThatTheUserGaveForACommand() {
        assertThat(variables("app.handle")).containsEntry("_HANDLER", "app.handle");
    }

    @Test
    void namesNoHandlerForACommandWithoutOne() {
        assertThat(variables("")).doesNotContainKey("_HANDLER").containsEntry("LAMBDA_TASK_ROOT", "/task");
    }

    @Test
    void namesTheFunctionsOwnDirectoryForTemporaryFiles() {
        assertThat(variables("")).containsEntry("TMPDIR", "/temporary").containsEntry("TMP", "/temporary")
                .containsEntry("TEMP", "/temporary");
    }

    private static Map<String, String> variables(String handler) {
        return FunctionEnvironment.variables(new FunctionSettings(null, handler, "run", Duration.ofSeconds(1), 128,
                Map.of(), RuntimeClient.NATIVE), Map.of(), "/task", Path.of("/temporary"));
    }
}
