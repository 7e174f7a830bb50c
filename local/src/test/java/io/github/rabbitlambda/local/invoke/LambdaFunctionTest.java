package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.rabbitlambda.local.handlers.Misbehaving;
import io.github.rabbitlambda.local.handlers.TestFunctions;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LambdaFunctionTest {
    private final List<String> printed = new CopyOnWriteArrayList<>();

    private LambdaFunction function(RuntimeClient client, Map<String, String> environment, int timeoutSeconds) {
        return new LambdaFunction(
                TestFunctions.settings(Misbehaving.class, environment, Duration.ofSeconds(timeoutSeconds), client),
                printed::add);
    }

    private static Outcome invoke(LambdaFunction function, String event) throws InterruptedException {
        return function.invoke(event.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void reusesOneProcess(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, Map.of(), 60)) {
            assertThat(invoke(function, "fine")).isInstanceOf(Outcome.Succeeded.class);
            long pid = function.pid();
            assertThat(invoke(function, "fine")).isInstanceOf(Outcome.Succeeded.class);
            assertThat(function.pid()).isEqualTo(pid);
            assertThat(function.coldStarts()).hasSize(1).allMatch(time -> time.compareTo(Duration.ZERO) > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void reportsAnErrorAndKeepsTheProcess(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, Map.of(), 60)) {
            Outcome outcome = invoke(function, "throw");
            assertThat(outcome)
                    .isEqualTo(new Outcome.Failed("java.lang.IllegalStateException", "bad \"message\"\nof two lines"));
            long pid = function.pid();
            assertThat(invoke(function, "fine")).isInstanceOf(Outcome.Succeeded.class);
            assertThat(function.pid()).isEqualTo(pid);
        }
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void killsAFunctionThatIsNotDoneInTimeAndStartsANewOne(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, Map.of(), 3)) {
            assertThat(function.start()).isNull();
            ProcessHandle process = ProcessHandle.of(function.pid()).orElseThrow();
            Outcome outcome = invoke(function, "sleep");
            assertThat(outcome).isEqualTo(new Outcome.TimedOut(Duration.ofSeconds(3)));
            assertThat(outcome.sentence()).contains("timed out after 3 s");
            assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(invoke(function, "fine")).isInstanceOf(Outcome.Succeeded.class);
            assertThat(function.coldStarts()).hasSize(2);
        }
    }

    @Test
    void reportsACrashWithTheLastOutput() throws InterruptedException {
        try (LambdaFunction function = function(RuntimeClient.NATIVE, Map.of(), 60)) {
            Outcome outcome = invoke(function, "halt");
            assertThat(outcome).isEqualTo(new Outcome.Crashed(3, "about to halt"));
            assertThat(outcome.sentence())
                    .isEqualTo("the function's process ended with status 3; its last output:\n    about to halt");
            assertThat(invoke(function, "fine")).isInstanceOf(Outcome.Succeeded.class);
        }
    }

    @Test
    void reportsThatTheProcessWasKilled() throws Exception {
        try (LambdaFunction function = function(RuntimeClient.NATIVE, Map.of(), 60);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            assertThat(function.start()).isNull();
            Future<Outcome> outcome = threads.submit(() -> invoke(function, "sleep"));
            await().atMost(Duration.ofSeconds(30)).until(() -> printed.contains("about to sleep"));
            ProcessHandle.of(function.pid()).orElseThrow().destroyForcibly();
            assertThat(outcome.get().sentence()).startsWith("the function's process ended with status 137 (killed)");
        }
    }

    @Test
    void reportsThatMemoryRanOut() throws InterruptedException {
        try (LambdaFunction function = function(RuntimeClient.NATIVE, Map.of(), 60)) {
            assertThat(invoke(function, "memory").sentence()).contains("java.lang.OutOfMemoryError");
            assertThat(invoke(function, "fine")).isInstanceOf(Outcome.Succeeded.class);
        }
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void reportsAnErrorAtStart(RuntimeClient client) throws InterruptedException {
        try (LambdaFunction function = function(client, Map.of("MISBEHAVE", "init"), 60)) {
            assertThat(function.start().sentence()).startsWith(
                    "the function did not start: java.lang.IllegalStateException: no database at start (at ");
        }
    }

    @Test
    void reportsAnEndAtStart() throws InterruptedException {
        try (LambdaFunction function = function(RuntimeClient.NATIVE, Map.of("MISBEHAVE", "exit-at-init"), 60)) {
            assertThat(function.start().sentence())
                    .isEqualTo("the function did not start: its process ended with status 7; it printed nothing");
        }
    }

    @Test
    void reportsACommandThatRequestsNoInvocation() throws InterruptedException {
        FunctionSettings settings = new FunctionSettings(null, "-", "echo not a runtime; exec sleep 60",
                Duration.ofSeconds(1), 128,
                Map.of(), RuntimeClient.NATIVE);
        try (LambdaFunction function = new LambdaFunction(settings, printed::add)) {
            assertThat(function.start().sentence()).isEqualTo(
                    "the function did not start: it did not ask for work within 11 s; its last output:\n    not a runtime");
        }
    }

    @Test
    void passesLambdasEnvironmentAndNotTheCallers() throws InterruptedException {
        try (LambdaFunction function = function(RuntimeClient.NATIVE, Map.of("MINE", "a=b"), 60)) {
            invoke(function, "environment");
            String environment = await().until(() -> String.join("\n", printed),
                    text -> text.contains("environment: "));
            assertThat(environment).contains("MINE=a=b", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256",
                    "_HANDLER=" + Misbehaving.class.getName(), "LAMBDA_TASK_ROOT=", "TZ=UTC");
            assertThat(System.getenv()).containsKey("PWD");
            assertThat(environment).doesNotContain("PWD=");
        }
    }

    @Test
    void startsManyAtOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Outcome>> outcomes = threads.invokeAll(Collections.nCopies(6, () -> {
                try (LambdaFunction function = function(RuntimeClient.NATIVE, Map.of(), 60)) {
                    return invoke(function, "fine");
                }
            }));
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Succeeded.class);
            }
        }
    }

    @Test
    void refusesAFileThatIsNoArchive(@TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("function.jar"), "no jar");
        assertRefused(directory.resolve("missing.jar"),
                "archive must be a jar or zip file (%s is not there".formatted(directory.resolve("missing.jar")));
        assertRefused(text,
                "archive must be a jar or zip file (%s is no jar: zip END header not found)".formatted(text));
        assertRefused(directory,
                "archive must be a jar or zip file (%s is a directory: pack it first, for example with mvn package)"
                        .formatted(directory));
    }

    private static void assertRefused(Path archive, String message) {
        FunctionSettings settings = new FunctionSettings(archive, "a.B", null, Duration.ofSeconds(1), 128, Map.of(),
                RuntimeClient.NATIVE);
        assertThatIllegalArgumentException().isThrownBy(() -> new LambdaFunction(settings, line -> {}).close())
                .withMessageStartingWith(message);
    }

    @Test
    void refusesAHandlerThatTheArchiveDoesNotHave() {
        FunctionSettings settings = new FunctionSettings(TestFunctions.jar(), "no.Such::handle", null,
                Duration.ofSeconds(1), 128,
                Map.of(), RuntimeClient.NATIVE);
        assertThatIllegalArgumentException().isThrownBy(() -> new LambdaFunction(settings, line -> {}).close())
                .withMessageStartingWith("handler must name a class in").withMessageContaining("it has no no.Such;");
    }

    @Test
    void refusesAnArchiveThatWritesOutsideOfItsDirectory(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("evil.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("../../evil"));
        }
        assertRefused(jar,
                "archive must be a jar or zip file (%s can't be read: its entry ../../evil points outside of it)"
                        .formatted(jar));
    }

    @Test
    void checksItsSettings() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(0, 128))
                .withMessageStartingWith("timeout must be between 1 and 840 seconds (given 0)");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(841, 128)).withMessageContaining("(given 841)");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, 127))
                .withMessage("memoryMegabytes must be between 128 and 10240 MB (given 127)");
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, 10241));
        assertThat(settings(840, 10240).memoryMegabytes()).isEqualTo(10240);
        assertThat(settings(1, 128).timeout()).hasSeconds(1);
    }

    private static FunctionSettings settings(int timeout, int memory) {
        return new FunctionSettings(Path.of("x"), "a.B", null, Duration.ofSeconds(timeout), memory, Map.of(),
                RuntimeClient.PLAIN);
    }
}
