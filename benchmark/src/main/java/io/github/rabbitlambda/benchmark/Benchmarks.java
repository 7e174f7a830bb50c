package io.github.rabbitlambda.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/** Every comparison, one after the other, on a private RabbitMQ node. */
public final class Benchmarks {
    private Benchmarks() {}

    /** Takes some minutes; prints a line a comparison. */
    public static void main(String[] arguments) throws Exception {
        Path jar = BenchmarkJar.write(Files.createDirectories(Path.of("target")));
        try (RabbitMqNode node = RabbitMq.node()) {
            System.out.printf("RabbitMQ %s, %d processors%n", node.version(),
                    Runtime.getRuntime().availableProcessors());
            LocalThroughput.measure(node);
            ListenerThroughput.measure(node, jar);
            ShardThroughput.measure(node, jar);
        }
        System.exit(0);
    }
}
