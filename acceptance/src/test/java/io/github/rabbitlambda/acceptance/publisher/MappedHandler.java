package io.github.rabbitlambda.acceptance.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rabbitlambda.acceptance.FunctionArchive;
import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/**
 * One function for all tests, with the packaged listener and a handler that records what it sees. A local mapping
 * invokes it with one message of a queue of the shared node.
 */
final class MappedHandler {
    private static @Nullable MappedHandler shared;

    private final RabbitMqNode node = RabbitMq.node();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream screen = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Path seen;
    private final LambdaFunction function;

    private MappedHandler() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "seen")), "handler")
                .toAbsolutePath();
        seen = directory.resolve("message");
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, RecordingListener.class,
                SeenMessage.class, HeaderText.class);
        function = new LambdaFunction(new FunctionSettings(archive, RecordingListener.class.getName(), null,
                Duration.ofSeconds(60), 256, Map.of(RecordingListener.FILE, seen.toString(), "LISTENER_ATTEMPTS", "1",
                        "LISTENER_OUTAGE_HOLD", "0"),
                RuntimeClient.ofThisMachine()), screen::println);
        Runtime.getRuntime().addShutdownHook(new Thread(function::close));
    }

    /** Declares a queue of its own for a message. */
    static String queue() {
        return RabbitMq.declare(RabbitMq.node(), Map.of());
    }

    /** Takes the first message of a queue, waiting for it, and returns what the handler saw of it. */
    static synchronized SeenMessage sees(String queue) throws Exception {
        if (shared == null) {
            shared = new MappedHandler();
        }
        return shared.next(queue);
    }

    private SeenMessage next(String queue) throws Exception {
        Files.deleteIfExists(seen);
        printed.reset();
        MappingSettings mapping = new MappingSettings(new QueueSettings(node.uri(), null, queue, 1, false),
                new BatchSettings(1, Duration.ZERO, BatchSettings.EVENT_BYTES), Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN, OnError.NACK, 1, true);
        new LocalEventSource(mapping, function, new Report(screen, 100)).run();
        assertThat(seen).as("what the handler saw; the mapping printed: %s", printed).exists();
        assertThat(RabbitMq.ready(node, queue)).as("messages left in the queue; the mapping printed: %s", printed)
                .isZero();
        return SeenMessage.read(seen);
    }
}
