package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.function.SqsServer;
import io.github.rabbitlambda.function.TestCredentials;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;

/** The packaged listener in a process of its own, which messages end and which ends itself. */
@Timeout(180)
class FunctionEndTest {
    @TempDir
    Path directory;

    private final List<String> output = new CopyOnWriteArrayList<>();
    private SqsServer sqs;
    private String failures;

    @BeforeEach
    void startServer() {
        sqs = new SqsServer();
        failures = sqs.createQueue("failures");
    }

    @AfterEach
    void stopServer() {
        sqs.close();
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void aProcessWithAThreadThatNeverEndsAnswersAndThenEnds(RuntimeClient client) throws Exception {
        try (LambdaFunction function = function(client, 1)) {
            assertThat(function.invoke(event(false, "a", "loop", "b"))).isInstanceOf(Outcome.Succeeded.class);
            assertThat(handled()).containsExactly("a", "b");
            await().atMost(Duration.ofSeconds(20)).until(() -> function.pid() == -1);

            assertThat(function.invoke(event(false, "c"))).isInstanceOf(Outcome.Succeeded.class);
            assertThat(function.coldStarts()).hasSize(2);
        }
        assertThat(output).anySatisfy(line -> assertThat(line).contains("the process ends after this answer",
                "a thread is lost to a handler that does not end when it is interrupted"));
        assertThat(parkedErrors()).containsExactly("java.util.concurrent.TimeoutException");
    }

    @ParameterizedTest
    @EnumSource(RuntimeClient.class)
    void aProcessThatHasLostNothingStays(RuntimeClient client) throws Exception {
        try (LambdaFunction function = function(client, 4)) {
            assertThat(function.invoke(event(false, "a", "b"))).isInstanceOf(Outcome.Succeeded.class);
            long pid = function.pid();
            assertThat(function.invoke(event(false, "c"))).isInstanceOf(Outcome.Succeeded.class);
            assertThat(function.pid()).isEqualTo(pid);
        }
    }

    /** The first end is not marked; the second and the third are, also if the batch is retried without a redelivery. */
    @ParameterizedTest
    @CsvSource({"exit, 1, true", "exit, 4, true", "halt, 1, false", "halt, 4, false"})
    void aMessageThatEndsTheProcessIsParkedAtItsFourthDelivery(String action, int concurrency, boolean redelivered)
            throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (LambdaFunction function = function(RuntimeClient.NATIVE, concurrency)) {
            for (int delivery = 1; delivery <= 4; delivery++) {
                outcomes.add(function.invoke(event(redelivered && delivery > 1, "a", action, "b", "c", "d")));
            }
        }
        assertThat(outcomes.subList(0, 3)).allMatch(Outcome.Crashed.class::isInstance);
        assertThat(outcomes.getLast()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(handled()).contains("a", "b", "c", "d");
        assertThat(parkedErrors()).containsExactly("ProcessEnded");
    }

    private List<String> handled() {
        return output.stream().filter(line -> line.startsWith("handled ")).map(line -> line.substring(8)).toList();
    }

    private List<String> parkedErrors() throws IOException {
        List<String> errors = new ArrayList<>();
        for (String body : sqs.drain(failures)) {
            JsonNode text = new JsonMapper().readTree(body);
            errors.add(text.at("/error/class").asText());
        }
        return errors;
    }

    private LambdaFunction function(RuntimeClient client, int concurrency) throws IOException {
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, EndingListener.class);
        return new LambdaFunction(new FunctionSettings(archive, EndingListener.class.getName(), null,
                Duration.ofSeconds(60), 512,
                Map.of("AWS_ACCESS_KEY_ID", TestCredentials.ID, "AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET,
                        "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(), "LISTENER_FAILURE_QUEUE_URL", failures,
                        "LISTENER_CONCURRENCY", "" + concurrency, "LISTENER_MESSAGE_SECONDS", "1"),
                client), output::add);
    }

    private static byte[] event(boolean redelivered, String... bodies) {
        return Stream.of(bodies).map(body -> "{\"basicProperties\":{},\"redelivered\":" + redelivered + ",\"data\":\""
                + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)) + "\"}")
                .collect(Collectors.joining(",", "{\"rmqMessagesByQueue\":{\"q::/\":[", "]}}"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
