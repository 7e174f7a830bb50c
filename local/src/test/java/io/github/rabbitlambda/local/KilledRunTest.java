package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.handlers.Recording;
import io.github.rabbitlambda.local.handlers.TestFunctions;

/** A run that ends before its batch is settled: by a second Ctrl-C, or because its process is killed. */
@Timeout(240)
class KilledRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path directory = Path.of("");

    private CommandProcess start(String... arguments) throws IOException {
        return CommandProcess.start(directory, arguments);
    }

    private String[] slowFunction(String... more) {
        return function(50_000, more);
    }

    private String[] function(int millis, String... more) {
        return Stream.concat(Stream.of(more),
                Stream.of("--function", TestFunctions.jar().toString(), "--handler", Recording.class.getName(), "--env",
                        "RECORD_DIR=" + directory, "--env", "SLEEP_MILLIS=" + millis))
                .toArray(String[]::new);
    }

    private void awaitInvocation() {
        await().atMost(LIMIT).until(() -> Files.exists(directory.resolve("00000.json")));
    }

    private static void interruptTwice(CommandProcess command) throws IOException, InterruptedException {
        interruptOnce(command);
        command.interrupt();
    }

    private static void interruptOnce(CommandProcess command) throws IOException, InterruptedException {
        command.interrupt();
        await().atMost(LIMIT).until(() -> command.output().contains(
                "stopping  after the current batch, if there is one; interrupt again to end at once"));
    }

    @Test
    void endsAtOnceAtTheSecondInterrupt() throws Exception {
        try (CommandProcess command = start(slowFunction("--publish", "a", "--publish", "b"))) {
            awaitInvocation();
            interruptTwice(command);
            assertThat(command.exitStatus()).isEqualTo(130);
            assertThat(command.output()).contains(
                    "stopped   at once; messages that were not settled and end with the broker: 2 (the function had 2 of them)")
                    .doesNotContain("FAILED", "summary");
        }
        assertThat(CommandProcess.temporary(directory)).isEmptyDirectory();
    }

    /** A terminal interrupts Maven and the command at the same time, and then Maven terminates the command. */
    @Test
    void settlesTheBatchWhenItIsInterruptedAndThenTerminated() throws Exception {
        try (CommandProcess command = start(function(5000, "--publish", "a", "--publish", "b"))) {
            awaitInvocation();
            interruptOnce(command);
            command.terminate();
            assertThat(command.exitStatus()).isEqualTo(130);
            assertThat(command.output()).contains("acknowledged 2 (0 parked), failed 0").doesNotContain("at once;");
        }
        assertThat(CommandProcess.temporary(directory)).isEmptyDirectory();
    }

    @Test
    @Timeout(40)
    void endsWithoutAWaitWhileItReadsStandardInput() throws Exception {
        try (CommandProcess command = start(slowFunction("--publish", "-"))) {
            await().atMost(LIMIT).until(() -> command.output().contains("waiting for the end of standard input"));
            endsBeforeAnythingWasConsumed(command);
        }
    }

    @Test
    @NeedsRabbitMq
    void endsWithoutAWaitWhileItsNodeStarts() throws Exception {
        try (CommandProcess command = start(slowFunction("--broker", "rabbitmq", "--queue", "q"))) {
            await().atMost(LIMIT).until(() -> children().size() == 2);
            List<ProcessHandle> children = children();
            endsBeforeAnythingWasConsumed(command);
            assertThat(children).noneMatch(child -> child.info().command().isPresent());
        }
        assertThat(CommandProcess.temporary(directory)).isEmptyDirectory();
    }

    private static void endsBeforeAnythingWasConsumed(CommandProcess command) throws Exception {
        long interrupted = System.nanoTime();
        command.interrupt();
        assertThat(command.exitStatus()).isEqualTo(130);
        assertThat(Duration.ofNanos(System.nanoTime() - interrupted)).isLessThan(Duration.ofSeconds(12));
        assertThat(command.output()).containsOnlyOnce("stopping  before anything was consumed")
                .doesNotContain("local: ", "at once");
    }

    @Test
    @NeedsRabbitMq
    void saysHowManyMessagesGoBackToTheQueue() throws Exception {
        String queue = RabbitMq.declare(RabbitMq.node(), RabbitMq.QUORUM);
        RabbitMq.publish(RabbitMq.node(), queue,
                Stream.of("a", "b", "c", "d", "e").map(body -> body.getBytes(StandardCharsets.UTF_8)).toList());
        try (CommandProcess command = start(slowFunction("--broker",
                "amqp://guest:guest@127.0.0.1:" + RabbitMq.node().uri().port(), "--queue", queue, "--batch-size", "2",
                "--prefetch", "3"))) {
            awaitInvocation();
            interruptTwice(command);
            assertThat(command.exitStatus()).isEqualTo(130);
            assertThat(command.output()).contains(
                    "stopped   at once; messages that were not settled and go back to the queue: 3 (the function had 2 of them)");
        }
        await().atMost(LIMIT).until(() -> RabbitMq.ready(RabbitMq.node(), queue) == 5);
    }

    @Test
    @NeedsRabbitMq
    void leavesNothingThatTheNextRunDoesNotRemove() throws Exception {
        List<ProcessHandle> children;
        try (CommandProcess killed = start("--broker", "rabbitmq", "--queue", "q", "--command", "exec sleep 600")) {
            await().atMost(LIMIT).until(() -> children().size() == 3);
            children = children();
            killed.kill();
        }
        assertThat(children).as("the function, the node and its port mapper").allMatch(ProcessHandle::isAlive);
        try (CommandProcess next = start("--command", "false")) {
            assertThat(next.exitStatus()).isEqualTo(2);
            assertThat(next.output()).contains(
                    "cleanup   an earlier run was killed; what it left is removed: processes 3, directories 2");
        }
        await().atMost(LIMIT).until(() -> children.stream().noneMatch(child -> child.info().command().isPresent()));
        assertThat(CommandProcess.temporary(directory)).isEmptyDirectory();
    }

    private List<ProcessHandle> children() throws IOException {
        try (Stream<Path> files = Files.walk(CommandProcess.temporary(directory), 2)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("child-\\d+-\\d+"))
                    .map(name -> ProcessHandle.of(Long.parseLong(name.split("-")[1]))).flatMap(Optional::stream)
                    .toList();
        }
    }
}
