package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.handlers.Recording;
import io.github.rabbitlambda.local.handlers.TestFunctions;

/** The command that the README names, from the outside: what it prints, how it ends, what it leaves in the queue. */
@Timeout(180)
class LocalCommandTest {
    @TempDir
    Path directory;

    @Test
    void demonstratesTheWholePathWithoutAnyOption() throws Exception {
        try (Command demo = Command.run()) {
            assertThat(demo.errors()).isEmpty();
            assertThat(demo.exitStatus()).isZero();
            assertThat(demo.output()).contains("the embedded broker is Apache Qpid, not RabbitMQ",
                    "1010 sample messages are published",
                    "function  ready in", "FAILED, all of it comes back", "(100 redelivered)",
                    "received 1110 (100 redelivered), processed 1010, failed 100, filtered out 0, dropped 0",
                    "cold start", "slowest invocation");
        }
    }

    @Test
    void demonstratesTheSameWithTheRuntimeClientInPureJava() throws Exception {
        try (Command demo = Command.run("--runtime-client", "plain")) {
            assertThat(demo.exitStatus()).isZero();
            assertThat(demo.output()).contains("driven by a runtime client in pure Java", "processed 1010, failed 100");
        }
    }

    @Test
    @NeedsRabbitMq
    void demonstratesTheSameOnAPrivateRabbitMq() throws Exception {
        try (Command demo = Command.run("--broker", "rabbitmq")) {
            assertThat(demo.exitStatus()).isZero();
            assertThat(demo.output()).contains("quorum queue with a delivery limit and a dead-letter queue",
                    "processed 1010, failed 100");
        }
    }

    @Test
    void explainsEveryOption() throws Exception {
        try (Command help = Command.run("--help")) {
            assertThat(help.exitStatus()).isZero();
            assertThat(help.output()).contains("--broker", "--queue", "--function", "--handler", "--command",
                    "--batch-size", "--batch-window", "--filter",
                    "--env", "--timeout", "--memory", "--once", "--max-messages", "--on-error", "--ca",
                    "--password-env", "Exit status:", "14", "10000", "Default:");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --bogus                                               | Unknown option: '--bogus'
            --batch-size 10001                                    | --batch-size must be between 1 and 10000 (given 10001)
            --function nothing.jar                                | --function must be a jar or zip file (nothing.jar is not there
            --command false                                       | the function did not start: its process ended with status 1
            --broker amqp://u:secret@127.0.0.1:1 --queue q        | nothing answers at amqp://127.0.0.1:1
            --brokr amqp://u:secret@127.0.0.1:1                   | Unknown options
            """)
    void refusesWhatCannotWorkInOneSentence(String arguments, String sentence) throws Exception {
        try (Command command = Command.run(arguments.split(" "))) {
            assertThat(command.exitStatus()).isEqualTo(2);
            assertThat(command.errors()).startsWith("local: ").contains(sentence).doesNotContain("\tat ")
                    .doesNotContain("secret");
            assertThat(command.errors().lines()).hasSize(1);
            assertThat(command.output()).doesNotContain("secret");
        }
    }

    private static String uri(RabbitMqNode node) {
        return "amqp://guest:guest@127.0.0.1:" + node.uri().port();
    }

    private String[] consuming(String queue, String... more) {
        var arguments = List.of("--broker", uri(RabbitMq.node()), "--queue", queue, "--function",
                TestFunctions.jar().toString(),
                "--handler", Recording.class.getName(), "--env", "RECORD_DIR=" + directory, "--batch-size", "2",
                "--batch-window", "0.2");
        return java.util.stream.Stream.concat(arguments.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    private static String queueWith(String... bodies) {
        String queue = RabbitMq.declare(RabbitMq.node(), RabbitMq.QUORUM);
        RabbitMq.publish(RabbitMq.node(), queue,
                Arrays.stream(bodies).map(body -> body.getBytes(StandardCharsets.UTF_8)).toList());
        return queue;
    }

    private long recorded() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    @ParameterizedTest
    @CsvSource({"wrong, /, q, refuses user guest with this password", "guest, nope, q, the virtual host \"nope\"",
            "guest, '', no-such-queue, there is no queue \"no-such-queue\""})
    @NeedsRabbitMq
    void tellsWhatTheBrokerRefuses(String password, String virtualHost, String queue, String sentence)
            throws Exception {
        String broker = "amqp://guest:%s@127.0.0.1:%d/%s".formatted(password, RabbitMq.node().uri().port(),
                virtualHost.replace("/", "%2F"));
        try (Command command = Command.run("--broker", broker, "--queue", queue)) {
            assertThat(command.exitStatus()).isEqualTo(2);
            assertThat(command.errors()).contains(sentence).doesNotContain("\tat ").doesNotContain("wrong@");
        }
    }

    @Test
    @NeedsRabbitMq
    void takesThePasswordFromTheEnvironmentAndPrintsItNowhere() throws Exception {
        String queue = queueWith("a");
        RabbitMq.with(RabbitMq.node(), channel -> {});
        String[] arguments = consuming(queue, "--once", "--broker",
                "amqp://guest@127.0.0.1:" + RabbitMq.node().uri().port(), "--password-env", "MY_SECRET");
        arguments = Arrays.stream(arguments).filter(argument -> !argument.equals(uri(RabbitMq.node())))
                .toArray(String[]::new);
        arguments = Arrays.copyOfRange(arguments, 1, arguments.length);
        try (Command command = Command.start(Map.of("MY_SECRET", "guest"), arguments)) {
            assertThat(command.exitStatus()).as(command.errors()).isZero();
            assertThat(command.output()).contains("as guest, virtual host /").doesNotContain("guest:guest");
        }
    }

    @Test
    @NeedsRabbitMq
    void stopsAfterOneBatchWithTheStatusOfThatBatch() throws Exception {
        String queue = queueWith("a", "b", "c");
        try (Command failed = Command.run(consuming(queue, "--once", "--env", "FAIL_FIRST=1"))) {
            assertThat(failed.exitStatus()).isEqualTo(1);
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(3);
        try (Command succeeded = Command.run(consuming(queue, "--once"))) {
            assertThat(succeeded.exitStatus()).isZero();
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(1);
    }

    @Test
    @NeedsRabbitMq
    void countsWhatIsFilteredOutTowardsItsEnd() throws Exception {
        String queue = queueWith("{\"k\":1}", "{\"k\":2}", "{\"k\":1}");
        try (Command command = Command
                .run(consuming(queue, "--max-messages", "3", "--filter", "{\"data\":{\"k\":[1]}}"))) {
            assertThat(command.exitStatus()).isZero();
            assertThat(command.output()).contains("processed 2, failed 0, filtered out 1, dropped 0");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    @NeedsRabbitMq
    void drainsWhenItIsTerminated() throws Exception {
        String queue = queueWith(IntStream.range(0, 400).mapToObj(Integer::toString).toArray(String[]::new));
        try (Command command = Command.start(Map.of(), consuming(queue))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> recorded() > 3);
            command.terminate();
            assertThat(command.exitStatus()).isEqualTo(143);
            assertThat(command.output()).contains("stopping", "summary");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(400 - 2 * recorded());
    }

    @Test
    @NeedsRabbitMq
    void settlesTheRunningBatchWhenItsWholeGroupIsTerminatedAndLeavesNothingBehind() throws Exception {
        String queue = queueWith("a", "b", "c", "d");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (Command command = Command.startInSession(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                consuming(queue, "--env", "SLEEP_MILLIS=1500"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> recorded() == 1);
            command.terminateGroup();
            assertThat(command.exitStatus()).isEqualTo(143);
            assertThat(command.output()).contains("processed 2, failed 0").doesNotContain("FAILED")
                    .containsOnlyOnce("summary");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(2);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void settlesTheRunningBatchOnItsOwnBrokerBeforeThatEnds() throws Exception {
        try (Command command = Command.start(Map.of(), "--function", TestFunctions.jar().toString(), "--handler",
                Recording.class.getName(),
                "--env", "RECORD_DIR=" + directory, "--env", "SLEEP_MILLIS=1500")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> recorded() == 1);
            command.terminate();
            assertThat(command.exitStatus()).isEqualTo(143);
            assertThat(command.output()).contains("processed 100, failed 0").doesNotContain("connection was lost");
        }
    }

    @Test
    void endsAtOnceWhenItIsTerminatedWhileTheFunctionStarts() throws Exception {
        try (Command command = Command.start(Map.of(), "--command", "echo starting; exec sleep 600", "--timeout",
                "840")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> command.output().contains("starting"));
            command.terminate();
            assertThat(command.exitStatus()).isEqualTo(143);
            assertThat(command.output()).doesNotContain("consuming");
        }
    }

    @Test
    @NeedsRabbitMq
    void stopsAtAMessageThatCannotBeRead() throws Exception {
        String queue = queueWith("a");
        Map<String, Object> deep = new HashMap<>();
        for (int i = 0; i < 40; i++)
            deep = new HashMap<>(Map.of("t", deep));
        Map<String, Object> headers = deep;
        RabbitMq.with(RabbitMq.node(), channel -> channel.basicPublish("", queue,
                new BasicProperties.Builder().headers(headers).build(), new byte[0]));
        try (Command command = Command.run(consuming(queue))) {
            assertThat(command.exitStatus()).isEqualTo(3);
            assertThat(command.errors())
                    .contains("of queue \"" + queue + "\" has headers that the AMQP client can't read")
                    .doesNotContain("\tat ");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(2);
    }

    @Test
    @NeedsRabbitMq
    void drivesAnyOtherRuntimeClient() throws Exception {
        String queue = queueWith("a", "b", "c", "d");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path program = Path.of("src", "test", "resources", "OtherRuntime.java").toAbsolutePath();
        try (Command command = Command.run("--broker", uri(RabbitMq.node()), "--queue", queue, "--command",
                "exec %s %s".formatted(java, program),
                "--batch-size", "2", "--max-messages", "4", "--on-error", "memory")) {
            assertThat(command.exitStatus()).as(command.errors()).isZero();
            assertThat(command.output()).contains("the function failed with Other.Error: the first is refused",
                    "processed 4, failed 2");
        }
    }
}
