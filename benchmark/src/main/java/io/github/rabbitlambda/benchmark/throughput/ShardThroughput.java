package io.github.rabbitlambda.benchmark.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.github.rabbitlambda.benchmark.function.ComparedFunction;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/**
 * Compares one queue with four queues behind a consistent-hash exchange; each queue has a mapping. The concurrency is low,
 * so that waiting is the limit and not two processors. The time ends when the last shard is empty, so it includes the
 * effect of uneven keys.
 */
final class ShardThroughput {
    private static final int ROUNDS = 3;
    private static final int SHARDS = 4;
    private static final String WEIGHT = "1";
    private static final int CONCURRENCY = 8;
    private static final int DOWNSTREAM_MILLIS = 20;
    private static final String ONE = "1 shard";
    private static final String FOUR = SHARDS + " shards";
    private static final int MESSAGES_PER_SHARD = 1500;
    private static final int KEYS = 10_000;

    private final RabbitMqNode node;
    private final String exchange = "shards-" + UUID.randomUUID();
    private final List<WarmMapping> mappings;

    private ShardThroughput(RabbitMqNode node, List<WarmMapping> mappings) {
        this.node = node;
        this.mappings = mappings;
        RabbitMq.with(node, channel -> {
            channel.exchangeDeclare(exchange, "x-consistent-hash", true);
            for (WarmMapping mapping : mappings) {
                channel.queueBind(mapping.queue(), exchange, WEIGHT);
            }
        });
    }

    static Comparison measure(RabbitMqNode node) throws Exception {
        System.out.printf("one and %d shards%n", SHARDS);
        List<Double> one = new ArrayList<>();
        List<Double> four = new ArrayList<>();
        List<WarmMapping> mappings = new ArrayList<>();
        try {
            for (int i = 0; i <= SHARDS; i++) {
                mappings.add(WarmMapping.start(node, ComparedFunction.LISTENER, CONCURRENCY, DOWNSTREAM_MILLIS));
            }
            ShardThroughput single = new ShardThroughput(node, mappings.subList(0, 1));
            ShardThroughput sharded = new ShardThroughput(node, mappings.subList(1, 1 + SHARDS));
            for (int round = 0; round <= ROUNDS; round++) {
                double[] rates = {single.rate(), sharded.rate()};
                if (round > 0) { // round 0 warms up
                    one.add(rates[0]);
                    four.add(rates[1]);
                }
            }
        } finally {
            mappings.forEach(WarmMapping::close);
        }
        return new Comparison("Shards behind a consistent-hash exchange, a mapping each", "messages a second", true,
                List.of(new Setting("%d ms downstream, %d at a time".formatted(DOWNSTREAM_MILLIS, CONCURRENCY),
                        List.of(new Series(ONE, one), new Series(FOUR, four)))));
    }

    /** The throughput of four shards, as a part of four times that of one. */
    static double ratio(Comparison shards) {
        Setting setting = shards.settings().getFirst();
        return setting.median(FOUR) / setting.median(ONE) / SHARDS;
    }

    private double rate() throws Exception {
        int messages = MESSAGES_PER_SHARD * mappings.size();
        publish(messages);
        List<Long> shares = mappings.stream().map(mapping -> RabbitMq.ready(node, mapping.queue())).toList();
        if (shares.stream().mapToLong(Long::longValue).sum() != messages) {
            throw new IllegalStateException("the shards have %s of %d messages".formatted(shares, messages));
        }
        long started = System.nanoTime();
        consume(shares);
        return messages / ((System.nanoTime() - started) / 1e9);
    }

    private void publish(int messages) {
        RabbitMq.with(node, channel -> {
            channel.confirmSelect();
            for (int i = 0; i < messages; i++) {
                channel.basicPublish(exchange, "customer-" + i % KEYS,
                        new BasicProperties.Builder().deliveryMode(2).build(), WarmMapping.BODY);
            }
            channel.waitForConfirmsOrDie(60_000);
        });
    }

    private void consume(List<Long> shares) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(mappings.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < shares.size(); i++) {
                int shard = i;
                running.add(threads.submit(() -> {
                    mappings.get(shard).consume(shares.get(shard));
                    return null;
                }));
            }
            for (Future<?> run : running) {
                run.get();
            }
        }
    }
}
