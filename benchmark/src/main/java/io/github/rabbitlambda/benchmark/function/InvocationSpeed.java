package io.github.rabbitlambda.benchmark.function;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.rabbitlambda.benchmark.decode.Shape;
import io.github.rabbitlambda.benchmark.result.Aim;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;

/** A warm invocation, all processes alive and taking turns. */
public final class InvocationSpeed {
    private static final int WARM_UP = 400;
    private static final int TURNS = 200;
    private static final List<Integer> MESSAGES = List.of(1, 100, 1_000);

    private InvocationSpeed() {}

    /** Takes about a minute. */
    public static Section measure() throws InterruptedException {
        List<Setting> settings = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        Map<Package, Running> running = new EnumMap<>(Package.class);
        try {
            for (Package one : Package.values()) {
                running.put(one, Running.prepare(one, Map.of()).start());
            }
            for (int messages : MESSAGES) {
                System.out.printf("warm invocations with %,d messages%n", messages);
                settings.add(setting(running, messages));
                aims.add(aim(settings.getLast()));
            }
            requireSame(running);
        } finally {
            running.values().forEach(Running::close);
        }
        return Section.here(List.of(new Comparison("A warm invocation through the runtime interface client, C1",
                "ms", true, settings)), aims);
    }

    private static Setting setting(Map<Package, Running> running, int messages) throws InterruptedException {
        byte[] event = Shape.KB_1000.event(messages);
        Map<Package, List<Double>> times = new EnumMap<>(Package.class);
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            for (Map.Entry<Package, Running> one : running.entrySet()) {
                double millis = one.getValue().invoke(event);
                if (turn >= 0) {
                    times.computeIfAbsent(one.getKey(), key -> new ArrayList<>()).add(millis);
                }
            }
        }
        return new Setting("%,d × 1 KB".formatted(messages), times.entrySet().stream()
                .map(one -> new Series(one.getKey().title(), medians(one.getValue()))).toList());
    }

    /** Of ten turns each, so that the spread is not that of single invocations. */
    private static List<Double> medians(List<Double> times) {
        List<Double> medians = new ArrayList<>();
        for (int i = 0; i < times.size(); i += 10) {
            medians.add(new Series("turns", times.subList(i, i + 10)).median());
        }
        return medians;
    }

    private static Aim aim(Setting setting) {
        double floor = setting.median(Package.IDLE.title());
        double added = setting.median(Package.LISTENER.title()) - floor;
        return Aim.atMost(1.0 / 3, "what the listener adds to doing nothing, of what the RabbitMQEvent handler adds, "
                + setting.name(), added / (setting.median(Package.MODEL.title()) - floor));
    }

    static void requireSame(Map<Package, Running> running) throws InterruptedException {
        Set<String> totals = new TreeSet<>();
        for (Running one : running.values()) {
            one.totals().ifPresent(totals::add);
        }
        if (totals.size() != 1) {
            throw new IllegalStateException("all handlers must have done the same (came "
                    + totals.stream().collect(Collectors.joining("; ")) + ")");
        }
    }
}
