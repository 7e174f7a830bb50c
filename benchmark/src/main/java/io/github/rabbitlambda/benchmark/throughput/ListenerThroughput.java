package io.github.rabbitlambda.benchmark.throughput;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.benchmark.function.ComparedFunction;
import io.github.rabbitlambda.benchmark.result.Aim;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;
import io.github.rabbitlambda.local.broker.RabbitMqNode;

/**
 * Compares the usual loop with the listener: one mapping, batches of 100, a downstream call for each message. The functions
 * take turns. With 64 messages at a time a batch takes the time of two calls, so 50 times the loop's rate is the maximum.
 */
public final class ListenerThroughput {
    private static final int ROUNDS = 3;
    private static final String LOOP = "the usual loop";
    private static final String IN_ORDER = "rabbitlambda, one at a time";
    private static final String AT_64 = "rabbitlambda, 64 at a time";
    private static final String AT_100 = "rabbitlambda, 100 at a time";

    /** How many messages a round has for a downstream call of this length: about a second of work. */
    private record Delay(int millis, int inOrder, int concurrent) {}

    private static final List<Delay> DELAYS = List.of(new Delay(0, 40_000, 40_000), new Delay(5, 500, 6_000),
            new Delay(20, 200, 3_000));

    private ListenerThroughput() {}

    /** Takes about two minutes. */
    public static Section measure(RabbitMqNode node) throws Exception {
        List<Setting> settings = new ArrayList<>();
        for (Delay delay : DELAYS) {
            System.out.printf("one mapping, %d ms downstream a message%n", delay.millis);
            settings.add(setting(node, delay));
        }
        Setting slow = settings.getLast();
        Comparison shards = ShardThroughput.measure(node);
        return Section.measuredHere(
                List.of(new Comparison("One mapping, batches of 100 × 1 KB", "messages a second", true, settings),
                        shards),
                List.of(Aim.atLeast(40, "times the usual loop with 20 ms downstream, 64 at a time",
                        slow.median(AT_64) / slow.median(LOOP)),
                        Aim.atLeast(0.8, "of four times one shard's throughput, with four shards",
                                ShardThroughput.ratio(shards))),
                "The usual loop is the `RequestHandler<RabbitMQEvent, String>` of the samples.");
    }

    private static Setting setting(RabbitMqNode node, Delay delay) throws InterruptedException {
        List<Double> loops = new ArrayList<>();
        List<Double> ones = new ArrayList<>();
        List<Double> at64 = new ArrayList<>();
        List<Double> at100 = new ArrayList<>();
        try (WarmMapping loop = WarmMapping.start(node, ComparedFunction.MODEL, 1, delay.millis);
                WarmMapping one = WarmMapping.start(node, ComparedFunction.LISTENER, 1, delay.millis);
                WarmMapping sixtyFour = WarmMapping.start(node, ComparedFunction.LISTENER, 64, delay.millis);
                WarmMapping hundred = WarmMapping.start(node, ComparedFunction.LISTENER, 100, delay.millis)) {
            for (WarmMapping mapping : List.of(loop, one, sixtyFour, hundred)) { // warms all up
                mapping.rate(mapping == loop || mapping == one ? delay.inOrder : delay.concurrent);
            }
            for (int round = 0; round < ROUNDS; round++) {
                loops.add(loop.rate(delay.inOrder));
                ones.add(one.rate(delay.inOrder));
                at64.add(sixtyFour.rate(delay.concurrent));
                at100.add(hundred.rate(delay.concurrent));
            }
        }
        return new Setting(delay.millis + " ms downstream", List.of(new Series(LOOP, loops), new Series(IN_ORDER, ones),
                new Series(AT_64, at64), new Series(AT_100, at100)));
    }
}
