package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.handlers.Recording;
import io.github.rabbitlambda.local.handlers.TestFunctions;

/** The end of the command, by itself and by signals: its exit status, the messages in the queue and the files on disk. */
class LocalCommandEndTest extends CommandFixture {
    @Test
    @NeedsRabbitMq
    void stopsAfterOneBatchWithTheStatusOfThatBatch() throws Exception {
        String queue = queueWith("a", "b", "c");
        try (Command failed = Command.run(arguments(queue, "--once", "--env", "FAIL_FIRST=1"))) {
            assertThat(failed.exitStatus()).isEqualTo(1);
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(3);
        try (Command succeeded = Command.run(arguments(queue, "--once"))) {
            assertThat(succeeded.exitStatus()).isZero();
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(1);
    }

    @Test
    @NeedsRabbitMq
    void countsFilteredMessagesTowardsItsLimit() throws Exception {
        String queue = queueWith("{\"k\":1}", "{\"k\":2}", "{\"k\":1}");
        try (Command command = Command
                .run(arguments(queue, "--max-messages", "3", "--filter", "{\"data\":{\"k\":[1]}}"))) {
            assertThat(command.exitStatus()).isZero();
            assertThat(command.output()).contains("acknowledged 2, failed 0, filtered out 1, dropped 0");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    @NeedsRabbitMq
    void drainsWhenItIsTerminated() throws Exception {
        String queue = queueWith(IntStream.range(0, 400).mapToObj(Integer::toString).toArray(String[]::new));
        try (Command command = Command.start(Map.of(), arguments(queue))) {
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
                arguments(queue, "--env", "SLEEP_MILLIS=1500"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> recorded() == 1);
            command.terminateGroup();
            assertThat(command.exitStatus()).isEqualTo(143);
            assertThat(command.output()).contains("acknowledged 2, failed 0").doesNotContain("FAILED")
                    .containsOnlyOnce("summary");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(2);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void settlesTheRunningBatchOnItsOwnBrokerBeforeThatEnds() throws Exception {
        try (Command command = Command.start(Map.of(), "--function", TestFunctions.jar().toString(), "--handler",
                Recording.class.getName(),
                "--env", "RECORD_DIR=" + directory, "--env", "SLEEP_MILLIS=1500", "--publish", "a", "--publish", "b")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> recorded() == 1);
            command.terminate();
            assertThat(command.exitStatus()).isEqualTo(143);
            assertThat(command.output()).contains("acknowledged 2 (0 parked), failed 0")
                    .doesNotContain("connection was lost");
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
        for (int i = 0; i < 40; i++) {
            deep = new HashMap<>(Map.of("t", deep));
        }
        Map<String, Object> headers = deep;
        RabbitMq.with(RabbitMq.node(), channel -> channel.basicPublish("", queue,
                new BasicProperties.Builder().headers(headers).build(), new byte[0]));
        try (Command command = Command.run(arguments(queue))) {
            assertThat(command.exitStatus()).isEqualTo(3);
            assertThat(command.errors())
                    .contains("of queue \"" + queue + "\" has headers that the AMQP client can't read")
                    .doesNotContain("\tat ");
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(2);
    }
}
