package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/**
 * The command runs for long on a bad day: a message a second, its connections are closed again and again, and its
 * function is killed now and then. It gets all messages, and what it uses does not grow.
 */
@NeedsRabbitMq
@EnabledOnOs(value = OS.LINUX, disabledReason = "what a process uses is read from /proc")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LocalSoakTest {
    /** Ten minutes in full. */
    private static final int SECONDS = Drill.scaled(600);
    /** Until everything was used once: connections, functions, compiled code. */
    private static final int WARM_UP_SECONDS = SECONDS / 3;
    private static final int SECONDS_PER_CUT = 3;
    private static final int SECONDS_PER_KILL = 10;

    @TempDir
    Path directory;

    private final RabbitMqNode node = RabbitMq.node();
    private final String queue = RabbitMq.declare(node, RabbitMq.QUORUM);
    private final AtomicInteger published = new AtomicInteger();

    @Test
    void needsNoMoreAfterALongTimeThanAfterAShortOne() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (Gate network = new Gate(URI.create("amqp://127.0.0.1:" + node.uri().port()));
                Command command = Command.start(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                        arguments(network))) {
            awaitProcessed();
            flap(WARM_UP_SECONDS, network, command);
            Footprint before = Footprint.of(command.process(), temporary);
            flap(SECONDS, network, command);
            // some of the virtual machine's threads end after a while
            Footprint after = await("no more than " + before).atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(5))
                    .pollDelay(Duration.ZERO)
                    .until(() -> Footprint.of(command.process(), temporary), before::isAsLargeAs);
            System.out.printf(
                    "soak of local: %d s, a message a second, a cut every %d s, a kill every %d s: %s, then %s%n",
                    SECONDS, SECONDS_PER_CUT, SECONDS_PER_KILL, before, after);
            command.terminate();
            assertThat(command.exitStatus()).isEqualTo(143);
            assertThat(command.output()).contains("connection lost", "connected again");
            assertThat(command.errors()).doesNotContain("Exception");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private String[] arguments(Gate network) throws IOException {
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, LedgerListener.class,
                Ledger.class);
        return new String[]{"--broker", "amqp://guest:guest@127.0.0.1:" + network.port(), "--queue", queue,
                "--function", archive.toString(), "--handler", LedgerListener.class.getName(), "--batch-window", "0.1",
                "--env", "LEDGER=" + directory.resolve("ledger")};
    }

    /** Until so many messages were published, and all of them are processed. */
    private void flap(int messages, Gate network, Command command) {
        try (ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> every = seconds.scheduleAtFixedRate(() -> second(network, command), 0, 1,
                    TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(2L * messages + 60))
                    .until(() -> every.isDone() || published.get() >= messages);
            assertThat(every.isDone()).as("a second failed").isFalse();
        }
        awaitProcessed();
    }

    private void second(Gate network, Command command) {
        int second = published.get();
        publish();
        if (second % SECONDS_PER_KILL == SECONDS_PER_KILL - 1) {
            command.process().descendants().forEach(ProcessHandle::destroyForcibly);
        }
        if (second % SECONDS_PER_CUT == SECONDS_PER_CUT - 1) {
            cut(network);
        }
    }

    private static void cut(Gate network) {
        try {
            network.cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish() {
        RabbitMq.publish(node, queue, List.of(Integer.toString(published.get()).getBytes(StandardCharsets.UTF_8)));
        published.incrementAndGet();
    }

    /** Publishes a message and waits until all are processed. */
    private void awaitProcessed() {
        publish();
        await().atMost(Duration.ofSeconds(60)).until(
                () -> Ledger.read(directory.resolve("ledger")).stream().distinct().count() == published.get());
    }
}
