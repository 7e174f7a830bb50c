package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.handlers.Recording;
import io.github.rabbitlambda.local.handlers.TestFunctions;

/** The command on a queue of the shared broker, with a function that records its events. */
@Timeout(180)
abstract class CommandFixture {
    @TempDir
    Path directory;

    static String uri(RabbitMqNode node) {
        return "amqp://guest:guest@127.0.0.1:" + node.uri().port();
    }

    String[] arguments(String queue, String... more) {
        List<String> usual = List.of("--broker", uri(RabbitMq.node()), "--queue", queue, "--function",
                TestFunctions.jar().toString(),
                "--handler", Recording.class.getName(), "--env", "RECORD_DIR=" + directory, "--batch-size", "2",
                "--batch-window", "0.2");
        return Stream.concat(usual.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    static String queueWith(String... bodies) {
        String queue = RabbitMq.declare(RabbitMq.node(), RabbitMq.QUORUM);
        RabbitMq.publish(RabbitMq.node(), queue,
                Arrays.stream(bodies).map(body -> body.getBytes(StandardCharsets.UTF_8)).toList());
        return queue;
    }

    long recorded() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }
}
