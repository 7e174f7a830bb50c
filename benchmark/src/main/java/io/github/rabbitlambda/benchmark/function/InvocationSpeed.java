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

/** The time of a warm invocation; all processes stay alive and take turns. */
public final class InvocationSpeed {
    private static final int WARM_UP = 400;
    private static final int TURNS = 200;
    private static final List<Integer> MESSAGES = List.of(1, 100, 1_000);

    private InvocationSpeed() {}

    /** Takes about a minute. */
    public static Section measure() throws InterruptedException {
        List<Setting> settings = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        Map<ComparedFunction, RunningFunction> running = new EnumMap<>(ComparedFunction.class);
        try {
            for (ComparedFunction function : ComparedFunction.values()) {
                running.put(function, RunningFunction.prepare(function, Map.of()).start());
            }
            for (int messages : MESSAGES) {
                System.out.printf("warm invocations with %,d messages%n", messages);
                settings.add(setting(running, messages));
                aims.add(aim(settings.getLast()));
            }
            requireSame(running);
        } finally {
            running.values().forEach(RunningFunction::close);
        }
        return Section.measuredHere(List.of(new Comparison("A warm invocation through the runtime interface client, C1",
                "ms", true, settings)), aims);
    }

    private static Setting setting(Map<ComparedFunction, RunningFunction> running, int messages)
            throws InterruptedException {
        byte[] event = Shape.KB_1000.event(messages);
        Map<ComparedFunction, List<Double>> times = new EnumMap<>(ComparedFunction.class);
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            for (Map.Entry<ComparedFunction, RunningFunction> entry : running.entrySet()) {
                double millis = entry.getValue().invoke(event);
                if (turn >= 0) {
                    times.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(millis);
                }
            }
        }
        return new Setting("%,d × 1 KB".formatted(messages), times.entrySet().stream()
                .map(entry -> new Series(entry.getKey().title(), medians(entry.getValue()))).toList());
    }

    /** Medians of ten turns each, so that a single slow invocation doesn't widen the spread. */
    private static List<Double> medians(List<Double> times) {
        List<Double> medians = new ArrayList<>();
        for (int i = 0; i < times.size(); i += 10) {
            medians.add(new Series("turns", times.subList(i, i + 10)).median());
        }
        return medians;
    }

    private static Aim aim(Setting setting) {
        double floor = setting.median(ComparedFunction.IDLE.title());
        double added = setting.median(ComparedFunction.LISTENER.title()) - floor;
        return Aim.atMost(1.0 / 3, "what the listener adds to doing nothing, of what the RabbitMQEvent handler adds, "
                + setting.name(), added / (setting.median(ComparedFunction.MODEL.title()) - floor));
    }

    static void requireSame(Map<ComparedFunction, RunningFunction> running) throws InterruptedException {
        Set<String> totals = new TreeSet<>();
        for (RunningFunction function : running.values()) {
            function.totals().ifPresent(totals::add);
        }
        if (totals.size() != 1) {
            throw new IllegalStateException("all handlers must have done the same (came "
                    + totals.stream().collect(Collectors.joining("; ")) + ")");
        }
    }
}
