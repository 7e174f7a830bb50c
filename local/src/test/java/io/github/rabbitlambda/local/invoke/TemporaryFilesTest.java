package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.rabbitlambda.local.handlers.Misbehaving;
import io.github.rabbitlambda.local.handlers.TestFunctions;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;

/** What a function writes to its directory for temporary files lives as long as its environment, not as its process. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class TemporaryFilesTest {
    private static final String RECALLED = "remembered ";

    private final List<String> printed = new CopyOnWriteArrayList<>();

    private LambdaFunction function(RuntimeClient client) {
        return new LambdaFunction(
                TestFunctions.settings(Misbehaving.class, Map.of(), Duration.ofSeconds(3), client), printed::add);
    }

    private static Outcome invoke(LambdaFunction function, String event) throws InterruptedException {
        return function.invoke(event.getBytes(StandardCharsets.UTF_8));
    }

    /** The path and whether it is there, as the function's process says. */
    private String recalled(LambdaFunction function) throws InterruptedException {
        printed.clear();
        assertThat(invoke(function, "recall")).isInstanceOf(Outcome.Succeeded.class);
        Optional<String> line = await().until(
                () -> printed.stream().filter(text -> text.contains(RECALLED)).findFirst(), Optional::isPresent);
        return line.orElseThrow().replaceFirst(".*" + RECALLED, "").replaceFirst("(true|false).*", "$1");
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void surviveACrashAndATimeOut(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client)) {
            assertThat(recalled(function)).endsWith(": false");
            assertThat(invoke(function, "remember")).isInstanceOf(Outcome.Succeeded.class);
            assertThat(invoke(function, "halt")).isInstanceOf(Outcome.Crashed.class);
            assertThat(recalled(function)).endsWith(": true");
            assertThat(invoke(function, "sleep")).isInstanceOf(Outcome.TimedOut.class);
            assertThat(recalled(function)).endsWith(": true");
            assertThat(function.coldStarts()).hasSize(3);
        }
    }

    @Test
    void endWithTheEnvironment() throws InterruptedException {
        Path file;
        try (LambdaFunction function = function(RuntimeClient.NATIVE)) {
            assertThat(invoke(function, "remember")).isInstanceOf(Outcome.Succeeded.class);
            file = Path.of(recalled(function).replace(": true", ""));
            assertThat(file).exists();
        }
        assertThat(file.getParent()).doesNotExist();
        try (LambdaFunction next = function(RuntimeClient.NATIVE)) {
            assertThat(recalled(next)).endsWith(": false").doesNotContain(file.toString());
        }
    }

    @Test
    void areInTheDirectoryThatACommandFindsInItsEnvironment() throws InterruptedException {
        FunctionSettings settings = new FunctionSettings(null, "-", "ls \"$TMPDIR\" && touch \"$TMPDIR/kept\"",
                Duration.ofSeconds(1), 128, Map.of(), RuntimeClient.NATIVE);
        String ended = "the function did not start: its process ended with status 0; ";
        try (LambdaFunction function = new LambdaFunction(settings, printed::add)) {
            assertThat(function.start().sentence()).isEqualTo(ended + "it printed nothing");
            assertThat(function.start().sentence()).isEqualTo(ended + "its last output:\n    kept");
        }
    }

    @Test
    void areThoseOfTheNextProcessWhenOneEndsBetweenInvocations() throws InterruptedException {
        try (LambdaFunction function = function(RuntimeClient.NATIVE)) {
            assertThat(invoke(function, "remember")).isInstanceOf(Outcome.Succeeded.class);
            ProcessHandle process = ProcessHandle.of(function.pid()).orElseThrow();
            process.destroyForcibly();
            assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(recalled(function)).endsWith(": true");
            assertThat(function.coldStarts()).hasSize(2);
        }
    }
}
