package io.github.rabbitlambda.benchmark.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.rabbitlambda.benchmark.decode.Shape;
import io.github.rabbitlambda.benchmark.result.Aim;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;

/** The time from the start of a process to the end of its first invocation; the functions take turns. */
public final class ColdStart {
    private static final int RUNS = 15;
    private static final List<Integer> MESSAGES = List.of(100, 1_000);

    private ColdStart() {}

    /** Takes about a minute. */
    public static Section measure() throws InterruptedException, IOException {
        List<Setting> whole = new ArrayList<>();
        List<Setting> first = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        for (int messages : MESSAGES) {
            System.out.printf("cold starts with %,d messages%n", messages);
            measure(messages, whole, first);
            aims.add(Aim.atMost(0.4, "of the RabbitMQEvent handler's cold start, " + whole.getLast().name(),
                    whole.getLast().median(ComparedFunction.LISTENER.title())
                            / whole.getLast().median(ComparedFunction.MODEL.title())));
        }
        return Section.measuredHere(List.of(
                new Comparison("Process start to the end of the first invocation, C1, SerialGC", "ms", true, whole),
                new Comparison("The first invocation in it", "ms", true, first), sizes()), aims);
    }

    private static void measure(int messages, List<Setting> whole, List<Setting> first) throws InterruptedException {
        byte[] event = Shape.KB_1000.event(messages);
        Map<ComparedFunction, List<Double>> wholes = new EnumMap<>(ComparedFunction.class);
        Map<ComparedFunction, List<Double>> firsts = new EnumMap<>(ComparedFunction.class);
        Map<ComparedFunction, RunningFunction> functions = new EnumMap<>(ComparedFunction.class);
        try {
            for (ComparedFunction function : ComparedFunction.values()) {
                functions.put(function, RunningFunction.prepare(function, Map.of()));
            }
            for (int run = -1; run < RUNS; run++) { // run -1 fills the file system's cache
                for (Map.Entry<ComparedFunction, RunningFunction> entry : functions.entrySet()) {
                    double start = entry.getValue().restart();
                    double invocation = entry.getValue().invoke(event);
                    if (run >= 0) {
                        wholes.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(start + invocation);
                        firsts.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(invocation);
                    }
                }
                InvocationSpeed.requireSame(functions);
            }
        } finally {
            functions.values().forEach(RunningFunction::close);
        }
        String name = "%,d × 1 KB".formatted(messages);
        whole.add(setting(name, wholes));
        first.add(setting(name, firsts));
    }

    private static Setting setting(String name, Map<ComparedFunction, List<Double>> times) {
        return new Setting(name, times.entrySet().stream()
                .map(entry -> new Series(entry.getKey().title(), entry.getValue())).toList());
    }

    private static Comparison sizes() throws IOException, InterruptedException {
        List<Series> kilobytes = new ArrayList<>();
        List<Series> classes = new ArrayList<>();
        for (ComparedFunction function : ComparedFunction.values()) {
            kilobytes.add(Series.of(function.title(), Files.size(function.jar()) / 1024.0));
            classes.add(Series.of(function.title(), classes(function)));
        }
        return new Comparison("Size", "as each row says", false,
                List.of(new Setting("jar, KB", kilobytes), new Setting("classes loaded, 100 × 1 KB", classes)));
    }

    private static long classes(ComparedFunction compared) throws IOException, InterruptedException {
        Path log = Files.createTempFile("classes", ".txt");
        try (RunningFunction function = RunningFunction.prepare(compared,
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log))) {
            function.start().invoke(Shape.KB_1000.event(100));
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source:")).count();
        } finally {
            Files.delete(log);
        }
    }
}
