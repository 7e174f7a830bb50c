package io.github.rabbitlambda.benchmark.decode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.github.rabbitlambda.benchmark.result.Aim;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;

/**
 * Runs {@link DecodeBenchmark}: for each compiler and shape all decoders, one process after the other, and all of that
 * again in each round.
 */
public final class DecodeSpeed {
    private static final int ROUNDS = 2;
    private static final String LIMIT = "limit: one pass and Base64";

    private final Map<Compiler, Map<Shape, Map<String, Figures>>> found = new EnumMap<>(Compiler.class);

    private DecodeSpeed() {}

    private enum Compiler {
        C1("C1 only, as on Lambda", "-XX:TieredStopAtLevel=1"), C2("C2", "-XX:+TieredCompilation");

        final String title;
        final String option;

        Compiler(String title, String option) {
            this.title = title;
            this.option = option;
        }
    }

    /** Times in µs and bytes allocated, of each event. */
    private record Figures(List<Double> times, List<Double> allocated) {
        Figures() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Takes about seven minutes. */
    public static Section measure() throws IOException, RunnerException {
        for (Shape shape : Shape.values()) {
            Told.requireSame(shape.event());
        }
        DecodeSpeed speed = new DecodeSpeed();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Compiler compiler : Compiler.values()) {
                for (Shape shape : Shape.values()) {
                    System.out.printf("decode: round %d of %d, %s, %s%n", round, ROUNDS, compiler.title, shape.title());
                    speed.run(compiler, shape);
                }
            }
        }
        return speed.section();
    }

    private void run(Compiler compiler, Shape shape) throws RunnerException {
        Options options = new OptionsBuilder().include(DecodeBenchmark.class.getName() + "\\..*")
                .param("shape", shape.name())
                .param("decoder", Arrays.stream(Decoder.values()).map(Enum::name).toArray(String[]::new))
                .jvm(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .jvmArgs(compiler.option, "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g")
                .forks(1).warmupIterations(4).warmupTime(TimeValue.milliseconds(250)).measurementIterations(4)
                .measurementTime(TimeValue.milliseconds(100)).addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true).build();
        for (RunResult result : new Runner(options).run()) {
            add(compiler, shape, result);
        }
    }

    private void add(Compiler compiler, Shape shape, RunResult result) {
        String decoder = result.getParams().getParam("decoder");
        Figures figures = found.computeIfAbsent(compiler, key -> new EnumMap<>(Shape.class))
                .computeIfAbsent(shape, key -> new LinkedHashMap<>())
                .computeIfAbsent(decoder == null ? LIMIT : Decoder.valueOf(decoder).title(), key -> new Figures());
        Collection<IterationResult> iterations = result.getBenchmarkResults().iterator().next().getIterationResults();
        iterations.forEach(iteration -> figures.times.add(iteration.getPrimaryResult().getScore()));
        figures.allocated.add(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private Section section() {
        List<Comparison> comparisons = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        for (Compiler compiler : Compiler.values()) {
            Comparison times = new Comparison("Decoding an event, " + compiler.title, "µs an event", true,
                    settings(compiler, (shape, figures) -> figures.times));
            comparisons.add(times);
            for (Setting setting : times.settings()) {
                aims(aims, compiler, setting);
            }
        }
        Comparison allocated = new Comparison("Allocation, C1", "bytes a message", false,
                settings(Compiler.C1, (shape, figures) -> figures.allocated.stream()
                        .map(bytes -> bytes / shape.messages()).toList()));
        comparisons.add(allocated);
        for (Setting setting : allocated.settings()) {
            aims.add(Aim.atMost(0.5, "allocation, of RabbitMQEvent's, " + setting.name(),
                    ours(setting) / setting.median(Decoder.MODEL_CLASS.title())));
        }
        return Section.here(comparisons, aims);
    }

    private static void aims(List<Aim> aims, Compiler compiler, Setting setting) {
        aims.add(Aim.atLeast(compiler == Compiler.C1 ? 2.5 : 3.5,
                "times RabbitMQEvent's speed, " + compiler.title + ", " + setting.name(),
                setting.median(Decoder.MODEL_CLASS.title()) / ours(setting)));
        aims.add(Aim.atLeast(2.0 / 3, "of the limit's speed, " + compiler.title + ", " + setting.name(),
                setting.median(LIMIT) / ours(setting)));
    }

    private static double ours(Setting setting) {
        return setting.median(Decoder.RABBITLAMBDA.title());
    }

    private List<Setting> settings(Compiler compiler, BiFunction<Shape, Figures, List<Double>> what) {
        List<Setting> settings = new ArrayList<>();
        found.get(compiler).forEach((shape, decoders) -> settings.add(new Setting(shape.title(), decoders.entrySet()
                .stream().sorted(Comparator.comparingInt(one -> rank(one.getKey())))
                .map(one -> new Series(one.getKey(), what.apply(shape, one.getValue()))).toList())));
        return settings;
    }

    private static int rank(String decoder) {
        for (Decoder one : Decoder.values()) {
            if (one.title().equals(decoder)) {
                return one.ordinal();
            }
        }
        return Decoder.values().length;
    }
}
