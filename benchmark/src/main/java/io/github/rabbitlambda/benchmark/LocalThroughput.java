package io.github.rabbitlambda.benchmark;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;

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
 * The local event source mapping, from a RabbitMQ queue through the Runtime API to a function that only counts, against
 * a bare consumer with the same prefetch and acknowledgements. Rounds alternate; what counts is the ratio of medians.
 */
final class LocalThroughput {
    private static final int MESSAGES = 100_000;
    private static final int BATCH = 1000;
    private static final int ROUNDS = 5;
    private static final byte[] BODY = new byte[1024];

    private final RabbitMqNode node;
    private final String queue;

    private LocalThroughput(RabbitMqNode node, String queue) {
        this.node = node;
        this.queue = queue;
    }

    /** Measures on a classic and on a quorum queue. */
    static void measure(RabbitMqNode node) throws Exception {
        System.out.printf("the local mapping: %d messages of %d bytes, batches of %d, %d alternated rounds%n", MESSAGES,
                BODY.length, BATCH, ROUNDS);
        for (Map<String, Object> queue : List.of(Map.<String, Object>of("x-queue-type", "classic"), RabbitMq.QUORUM))
            new LocalThroughput(node, RabbitMq.declare(node, queue)).compare((String) queue.get("x-queue-type"));
    }

    private void compare(String kind) throws Exception {
        var bare = new Rates();
        var prefetchOne = new Rates();
        var prefetchTwo = new Rates();
        for (int round = 0; round <= ROUNDS; round++) {
            double[] rates = {bare(), mapping(BATCH), mapping(2 * BATCH)};
            if (round > 0) { // the first warms up
                bare.add(rates[0]);
                prefetchOne.add(rates[1]);
                prefetchTwo.add(rates[2]);
            }
        }
        System.out.printf("%-8s bare consumer %s; mapping %s, ratio %.2f; with twice the prefetch %s, ratio %.2f%n",
                kind, bare, prefetchOne, prefetchOne.median() / bare.median(), prefetchTwo,
                prefetchTwo.median() / bare.median());
    }

    private void fill() {
        RabbitMq.publish(node, queue, Collections.nCopies(MESSAGES, BODY));
    }

    private double bare() throws Exception {
        fill();
        var done = new CountDownLatch(1);
        try (Connection connection = Connections.to(node.uri(), null).newConnection();
                Channel channel = connection.createChannel()) {
            channel.basicQos(BATCH);
            long started = System.nanoTime();
            channel.basicConsume(queue, false, new DefaultConsumer(channel) {
                private int received;

                @Override
                public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                        throws java.io.IOException {
                    if (++received % BATCH == 0)
                        channel.basicAck(envelope.getDeliveryTag(), true);
                    if (received == MESSAGES)
                        done.countDown();
                }
            });
            done.await();
            return MESSAGES / ((System.nanoTime() - started) / 1e9);
        }
    }

    private double mapping(int prefetch) throws Exception {
        fill();
        var settings = new MappingSettings(new QueueSettings(node.uri(), null, queue, prefetch, false),
                new BatchSettings(BATCH, Duration.ofSeconds(10), BatchSettings.EVENT_BYTES), Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN,
                OnError.NACK, MESSAGES, false);
        try (var function = new LambdaFunction(TestFunctions.settings(Counting.class, Map.of()), line -> {})) {
            function.start();
            long started = System.nanoTime();
            new LocalEventSource(settings, function, new Report(new PrintStream(OutputStream.nullOutputStream()), 0))
                    .run();
            return MESSAGES / ((System.nanoTime() - started) / 1e9);
        }
    }
}
