package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.TestQueue;
import io.github.rabbitlambda.local.handlers.Recording;
import io.github.rabbitlambda.local.handlers.TestFunctions;

/** The first try of one's own handler, as docs/local.md has it. */
class FirstTryTest extends CommandFixture {
    private static final String EVENT = """
            {"rmqMessagesByQueue":{"pizzaQueue::/":[{"basicProperties":{"contentType":"text/plain","contentEncoding":null,"headers":{"header1":{"bytes":[118,97,108,117,101,49]},"numberInHeader":10},"deliveryMode":1,"priority":34,"correlationId":null,"replyTo":null,"expiration":"60000","messageId":null,"timestamp":"Jan 1, 1970, 12:33:41 AM","type":null,"userId":"AIDACKCEVSQ6C2EXAMPLE","appId":null,"clusterId":null,"bodySize":2},"redelivered":true,"data":"e30="}]}}""";

    private List<String> tryOut(Class<?> listener, String... more) throws IOException {
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, listener);
        List<String> arguments = new ArrayList<>(
                List.of("--function", archive.toString(), "--handler", listener.getName()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static Command start(List<String> arguments) throws IOException {
        return Command.start(Map.of(), arguments.toArray(String[]::new));
    }

    private static Command run(List<String> arguments) throws IOException, InterruptedException {
        return Command.run(arguments.toArray(String[]::new));
    }

    @Test
    void saysWhichOfOnesMessagesWasParkedAndEndsByItself() throws Exception {
        Path file = Files.writeString(directory.resolve("order.json"), "{\"order\":3,\"total\":7}");
        try (Command command = start(tryOut(OrderListener.class, "--publish", "{\"order\":1,\"total\":5}", "--publish",
                "-", "--publish", file.toString(), "--header", "tenant=acme", "--content-type",
                "application/json"))) {
            command.type("{\"order\": 2}");
            assertThat(command.exitStatus()).as(command.output()).isZero();
            assertThat(command.errors()).isEmpty();
            assertThat(command.output()).contains(
                    "publish   waiting for the end of standard input, until interrupted",
                    "3 messages of yours are published",
                    "waiting for the function to start, at most 70 s",
                    "waiting for messages in \"demo\", until the queue is empty",
                    "accepted {\"order\":1,\"total\":5}",
                    "parked    message id (none) of queue \"demo\", 12 bytes, after 3 attempts: java.lang.IllegalArgumentException: the order has no total",
                    "          body: {\"order\": 2}",
                    "received 3 (0 redelivered), acknowledged 3 (1 parked), failed 0, filtered out 0, dropped 0")
                    .containsOnlyOnce("parked    ");
        }
    }

    @Test
    void saysHowToPublishAndWaitsInsteadOfPublishingSamples() throws Exception {
        try (Command command = start(tryOut(OrderListener.class))) {
            Pattern hint = Pattern.compile(
                    "publish   with --publish, or with a client of your own to amqp://127.0.0.1:(\\d+), exchange \"\", routing key \"demo\"");
            await().atMost(Duration.ofSeconds(60)).until(() -> command.output().contains("until interrupted"));
            assertThat(command.output()).doesNotContain("sample");
            Matcher port = hint.matcher(command.output());
            assertThat(port.find()).as(command.output()).isTrue();
            TestQueue.publish(BrokerUri.parse("amqp://guest:guest@127.0.0.1:" + port.group(1)), "demo",
                    List.of("\"total\"".getBytes(StandardCharsets.UTF_8)));
            await().atMost(Duration.ofSeconds(60)).until(() -> command.output().contains("accepted \"total\""));
            command.terminate();
            assertThat(command.exitStatus()).isEqualTo(143);
        }
    }

    @Test
    void endsWithStatusOneWhenEveryInvocationFails() throws Exception {
        try (Command command = Command.run("--function", TestFunctions.jar().toString(), "--handler",
                Recording.class.getName(), "--env", "RECORD_DIR=" + directory, "--env", "FAIL_FIRST=9", "--publish",
                "a")) {
            assertThat(command.exitStatus()).as(command.output()).isEqualTo(1);
            assertThat(command.output()).contains(
                    "queue     it will not become empty: 5 invocations in a row failed; their messages are in the queue",
                    "received 5 (4 redelivered), acknowledged 0 (0 parked), failed 5");
        }
        assertThat(recorded()).isEqualTo(5);
    }

    @Test
    void saysThatARecordIsTooLargeToPark() throws Exception {
        Path large = Files.writeString(directory.resolve("large.txt"), "x".repeat(800_000));
        try (Command command = run(tryOut(RefusingListener.class, "--publish", large.toString()))) {
            assertThat(command.exitStatus()).as(command.output()).isEqualTo(1);
            assertThat(command.output()).contains("more than LISTENER_PARK_MAX_BYTES allows (1048576)",
                    "acknowledged 0 (0 parked)");
        }
    }

    @Test
    @NeedsRabbitMq
    void publishesASavedEventWithAllItsProperties() throws Exception {
        try (Command command = Command.run("--broker", "rabbitmq", "--function", TestFunctions.jar().toString(),
                "--handler", Recording.class.getName(), "--env", "RECORD_DIR=" + directory, "--publish", EVENT)) {
            assertThat(command.exitStatus()).as(command.output() + command.errors()).isZero();
        }
        JsonMapper json = new JsonMapper();
        JsonNode saved = json.readTree(EVENT).path("rmqMessagesByQueue").path("pizzaQueue::/").path(0);
        JsonNode received = json.readTree(directory.resolve("00000.json").toFile()).path("rmqMessagesByQueue")
                .path("demo::/").path(0);
        assertThat(received.path("basicProperties")).isEqualTo(saved.path("basicProperties"));
        assertThat(received.path("data")).isEqualTo(saved.path("data"));
    }

    @Test
    @NeedsRabbitMq
    void catchesWhatIsParkedOfAnotherBrokersQueue() throws Exception {
        String queue = queueWith("a", "b");
        try (Command command = run(tryOut(RefusingListener.class, "--broker", uri(RabbitMq.node()), "--queue", queue,
                "--failure-queue", "--until-empty"))) {
            assertThat(command.exitStatus()).as(command.output()).isZero();
            assertThat(command.output()).contains(
                    "WARNING   what the function parks is acknowledged, printed here and then lost: the failure queue ends with this run",
                    "java.lang.IllegalStateException: refused, whatever it is", "acknowledged 2 (2 parked), failed 0");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }
}
