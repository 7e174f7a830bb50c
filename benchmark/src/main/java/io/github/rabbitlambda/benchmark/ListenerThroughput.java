package io.github.rabbitlambda.benchmark;

import java.nio.file.Path;
import java.util.Collections;

import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/**
 * One mapping, batches of 100, a downstream call of 20 ms a message: the usual loop against the listener. Rounds
 * alternate; what counts is the ratio of medians. With 64 at a time a batch takes two calls' time, so 50 is the most.
 */
final class ListenerThroughput {
    private static final int ROUNDS = 3;
    private static final int SEQUENTIAL_MESSAGES = 500;
    private static final int MESSAGES = 6000;
    private static final byte[] BODY = new byte[1024];

    private ListenerThroughput() {}

    static void measure(RabbitMqNode node, Path jar) throws InterruptedException {
        var loop = new Rates();
        var at64 = new Rates();
        var at100 = new Rates();
        try (Mapping sequential = Mapping.start(node, queue(node), jar, SequentialHandler.class, 1);
                Mapping sixtyFour = Mapping.start(node, queue(node), jar, DownstreamListener.class, 64);
                Mapping hundred = Mapping.start(node, queue(node), jar, DownstreamListener.class, 100)) {
            rate(node, sequential, Mapping.BATCH); // warms up, as the next two do
            rate(node, sixtyFour, MESSAGES);
            rate(node, hundred, MESSAGES);
            for (int round = 0; round < ROUNDS; round++) {
                loop.add(rate(node, sequential, SEQUENTIAL_MESSAGES));
                at64.add(rate(node, sixtyFour, MESSAGES));
                at100.add(rate(node, hundred, MESSAGES));
            }
        }
        System.out.printf(
                "%d ms downstream a message, batches of %d: usual loop %s; listener at 64 %s, ratio %.1f; at 100 %s, ratio %.1f%n",
                Downstream.MILLIS, Mapping.BATCH, loop, at64, at64.median() / loop.median(), at100,
                at100.median() / loop.median());
    }

    private static String queue(RabbitMqNode node) {
        return RabbitMq.declare(node, RabbitMq.QUORUM);
    }

    private static double rate(RabbitMqNode node, Mapping mapping, int messages) throws InterruptedException {
        RabbitMq.publish(node, mapping.queue(), Collections.nCopies(messages, BODY));
        long started = System.nanoTime();
        mapping.consume(messages);
        return messages / ((System.nanoTime() - started) / 1e9);
    }
}
