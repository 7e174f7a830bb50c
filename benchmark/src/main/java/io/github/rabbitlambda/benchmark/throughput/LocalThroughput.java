package io.github.rabbitlambda.benchmark.throughput;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;

import io.github.rabbitlambda.benchmark.result.Aim;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;
import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.handlers.Counting;
import io.github.rabbitlambda.local.handlers.TestFunctions;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Connections;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

/**
 * Compares the local event source mapping, from a RabbitMQ queue through the Runtime API to a function that only counts,
 * with a bare consumer that has the same prefetch and acknowledgements. Both take turns; the aim is a ratio of medians.
 */
public final class LocalThroughput {
    private static final int MESSAGES = 20_000;
    private static final int BATCH = 1000;
    private static final int ROUNDS = 3;
    private static final String BARE = "a bare consumer";
    private static final String MAPPING = "local";
    private static final byte[] BODY = new byte[1024];

    private final RabbitMqNode node;
    private final String queue;

    private LocalThroughput(RabbitMqNode node, String queue) {
        this.node = node;
        this.queue = queue;
    }

    /** Measures on a classic and on a quorum queue; takes about two minutes. */
    public static Section measure(RabbitMqNode node) throws Exception {
        List<Setting> settings = new ArrayList<>();
        for (Map<String, Object> queue : List.of(Map.<String, Object>of("x-queue-type", "classic"), RabbitMq.QUORUM)) {
            System.out.printf("local against a bare consumer, %s queue%n", queue.get("x-queue-type"));
            settings.add(new LocalThroughput(node, RabbitMq.declare(node, queue))
                    .compare(queue.get("x-queue-type") + " queue"));
        }
        List<Aim> aims = settings.stream()
                .map(setting -> Aim.atLeast(0.5, "of a bare consumer's rate, " + setting.name(),
                        setting.median(MAPPING) / setting.median(BARE)))
                .toList();
        return Section.measuredHere(List.of(
                new Comparison("%,d messages of 1 KB, batches of %,d".formatted(MESSAGES, BATCH), "messages a second",
                        true,
                        settings),
                LocalMemory.measure(node)), aims);
    }

    private Setting compare(String kind) throws Exception {
        List<Double> bare = new ArrayList<>();
        List<Double> prefetchOne = new ArrayList<>();
        List<Double> prefetchTwo = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            double[] rates = {bare(), mapping(BATCH), mapping(2 * BATCH)};
            if (round > 0) { // round 0 warms up
                bare.add(rates[0]);
                prefetchOne.add(rates[1]);
                prefetchTwo.add(rates[2]);
            }
        }
        return new Setting(kind, List.of(new Series(BARE, bare), new Series(MAPPING, prefetchOne),
                new Series(MAPPING + ", twice the prefetch", prefetchTwo)));
    }

    private void fill() {
        RabbitMq.publish(node, queue, Collections.nCopies(MESSAGES, BODY));
    }

    private double bare() throws Exception {
        fill();
        CountDownLatch done = new CountDownLatch(1);
        try (Connection connection = Connections.factory(node.uri(), null).newConnection();
                Channel channel = connection.createChannel()) {
            channel.basicQos(BATCH);
            long started = System.nanoTime();
            channel.basicConsume(queue, false, new DefaultConsumer(channel) {
                private int received;

                @Override
                public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                        throws IOException {
                    if (++received % BATCH == 0) {
                        channel.basicAck(envelope.getDeliveryTag(), true);
                    }
                    if (received == MESSAGES) {
                        done.countDown();
                    }
                }
            });
            done.await();
            return MESSAGES / ((System.nanoTime() - started) / 1e9);
        }
    }

    private double mapping(int prefetch) throws Exception {
        fill();
        MappingSettings settings = new MappingSettings(new QueueSettings(node.uri(), null, queue, prefetch, false),
                new BatchSettings(BATCH, Duration.ofSeconds(10), BatchSettings.EVENT_BYTES), Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN,
                OnError.NACK, MESSAGES, false);
        try (LambdaFunction function = new LambdaFunction(TestFunctions.settings(Counting.class, Map.of()),
                line -> {})) {
            function.start();
            long started = System.nanoTime();
            Report report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
            new LocalEventSource(settings, function, report).run();
            if (report.endedInFailure()) {
                throw new IllegalStateException("the last batch of " + queue + " failed");
            }
            return MESSAGES / ((System.nanoTime() - started) / 1e9);
        }
    }
}
