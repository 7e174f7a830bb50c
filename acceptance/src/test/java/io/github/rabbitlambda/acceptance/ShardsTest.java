package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/** Four queues behind a consistent-hash exchange, each with its own mapping and function, share the work. */
@NeedsRabbitMq
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ShardsTest {
    private static final int SHARDS = 4;
    private static final int CUSTOMERS = 200;
    private static final int MESSAGES = 4000;
    private static final String WEIGHT = "1";
    private static final long SEED = 20261122;

    @TempDir
    Path directory;

    private final RabbitMqNode node = RabbitMq.node();
    private final List<String> queues = Stream.generate(() -> RabbitMq.declare(node, RabbitMq.QUORUM)).limit(SHARDS)
            .toList();

    @Test
    void keepTheOrderOfEachCustomerAndSpreadCustomers() throws Exception {
        publish();
        List<Long> shares = queues.stream().map(queue -> RabbitMq.ready(node, queue)).toList();
        assertThat(shares).allSatisfy(share -> assertThat(share).isBetween((long) MESSAGES / 8, (long) MESSAGES / 2));
        assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(MESSAGES);

        consume(shares);

        assertThat(queues).allSatisfy(queue -> assertThat(RabbitMq.ready(node, queue)).isZero());
        Map<String, List<Integer>> processed = processed();
        assertThat(processed).hasSize(CUSTOMERS);
        assertThat(processed.values().stream().mapToInt(List::size).sum()).isEqualTo(MESSAGES);
        assertThat(processed).allSatisfy((customer, numbers) -> assertThat(numbers).isSorted());
        System.out.printf("shards: %d messages of %d customers over %s: all processed, in order for each customer%n",
                MESSAGES, CUSTOMERS, shares);
    }

    /** Publishes messages of random customers, numbered in order; a message's id is customer:number. */
    private void publish() {
        String exchange = "shards-" + UUID.randomUUID();
        Random random = new Random(SEED);
        RabbitMq.with(node, channel -> {
            channel.exchangeDeclare(exchange, "x-consistent-hash", true);
            for (String queue : queues) {
                channel.queueBind(queue, exchange, WEIGHT);
            }
            channel.confirmSelect();
            for (int number = 0; number < MESSAGES; number++) {
                String customer = "customer-" + (number < CUSTOMERS ? number : random.nextInt(CUSTOMERS));
                BasicProperties properties = new BasicProperties.Builder().messageId(customer + ":" + number)
                        .deliveryMode(2)
                        .headers(Map.of(ShardListener.CUSTOMER, customer)).build();
                channel.basicPublish(exchange, customer, properties, new byte[0]);
            }
            channel.waitForConfirmsOrDie(60_000);
        });
    }

    private void consume(List<Long> shares) throws Exception {
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, ShardListener.class,
                Ledger.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(SHARDS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SHARDS; i++) {
                String queue = queues.get(i);
                long share = shares.get(i);
                running.add(threads.submit(() -> {
                    consume(archive, queue, share);
                    return null;
                }));
            }
            for (Future<?> run : running) {
                run.get();
            }
        }
    }

    private void consume(Path archive, String queue, long messages) throws InterruptedException {
        FunctionSettings settings = new FunctionSettings(archive, ShardListener.class.getName(), null,
                Duration.ofSeconds(60), 256,
                Map.of("LEDGER", directory.resolve("ledger").toString(), "LISTENER_CONCURRENCY", "16"),
                RuntimeClient.NATIVE);
        MappingSettings mapping = new MappingSettings(new QueueSettings(node.uri(), null, queue, 100, false),
                new BatchSettings(100, Duration.ofMillis(500), BatchSettings.EVENT_BYTES), Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN, OnError.NACK, messages, false);
        try (LambdaFunction function = new LambdaFunction(settings, line -> {})) {
            new LocalEventSource(mapping, function, new Report(new PrintStream(OutputStream.nullOutputStream()), 0))
                    .run();
        }
    }

    /** Each customer's numbers, in the order in which they were first processed. */
    private Map<String, List<Integer>> processed() throws IOException {
        Map<String, List<Integer>> processed = new HashMap<>();
        for (String id : new LinkedHashSet<>(Ledger.read(directory.resolve("ledger")))) {
            String[] parts = id.split(":");
            processed.computeIfAbsent(parts[0], customer -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
        }
        return processed;
    }
}
