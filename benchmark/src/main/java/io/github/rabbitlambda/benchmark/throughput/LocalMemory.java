package io.github.rabbitlambda.benchmark.throughput;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.rabbitlambda.benchmark.function.ComparedFunction;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/** The memory of the packaged command's own process, without its function's process. It needs /proc. */
final class LocalMemory {
    private static final Path JAR = Path.of("..", "local", "target", "local.jar");
    private static final int LARGE = 400 * 1024;
    private static final int MESSAGES = 500;

    private LocalMemory() {}

    static Comparison measure(RabbitMqNode node) throws IOException {
        System.out.printf("memory of local%n");
        String queue = RabbitMq.declare(node, Map.of("x-queue-type", "classic"));
        Path output = Files.createTempFile("local", ".txt");
        Process local = start(node, queue, output);
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.readString(output).contains("consuming"));
            double waiting = megabytes(local, "VmRSS:");
            RabbitMq.publish(node, queue, Collections.nCopies(MESSAGES, new byte[LARGE]));
            await().atMost(Duration.ofMinutes(2)).until(() -> RabbitMq.messages(node, queue) == 0);
            return new Comparison("Resident memory of local's own process", "MB", false,
                    List.of(setting("waiting for messages", waiting),
                            setting("at most, %d messages of 400 KB in batches of 6 MB".formatted(MESSAGES),
                                    megabytes(local, "VmHWM:"))));
        } finally {
            local.destroy();
            Files.delete(output);
        }
    }

    private static Setting setting(String name, double megabytes) {
        return new Setting(name, List.of(Series.of("local", megabytes)));
    }

    private static Process start(RabbitMqNode node, String queue, Path output) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                JAR.toString(), "--broker", "amqp://guest:guest@127.0.0.1:" + node.uri().port(), "--queue", queue,
                "--function", ComparedFunction.LISTENER.jar().toString(), "--handler",
                ComparedFunction.LISTENER.handler(), "--env",
                "DOWNSTREAM_MILLIS=0").redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** A figure from the process's status file, in megabytes. */
    private static double megabytes(Process process, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst().orElseThrow() / 1024.0;
        }
    }
}
