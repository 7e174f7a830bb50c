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
 * Runs {@link DecodeBenchmark}. A round measures all decoders for each compiler and shape, one process at a time; then the
 * next round repeats everything.
 */
public final class DecodeSpeed {
    private static final int ROUNDS = 2;
    private static final String LIMIT = "limit: one pass and Base64";

    private final Map<Compiler, Map<Shape, Map<String, Samples>>> found = new EnumMap<>(Compiler.class);

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

    /** Microseconds and allocated bytes of an event, one sample an iteration or process. */
    private record Samples(List<Double> times, List<Double> allocated) {
        Samples() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Takes about seven minutes. */
    public static Section measure() throws IOException, RunnerException {
        for (Shape shape : Shape.values()) {
            DecoderAgreement.requireSame(shape.event());
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
        Samples samples = found.computeIfAbsent(compiler, key -> new EnumMap<>(Shape.class))
                .computeIfAbsent(shape, key -> new LinkedHashMap<>())
                .computeIfAbsent(decoder == null ? LIMIT : Decoder.valueOf(decoder).title(), key -> new Samples());
        Collection<IterationResult> iterations = result.getBenchmarkResults().iterator().next().getIterationResults();
        iterations.forEach(iteration -> samples.times.add(iteration.getPrimaryResult().getScore()));
        samples.allocated.add(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private Section section() {
        List<Comparison> comparisons = new ArrayList<>();
        List<Aim> aims = new ArrayList<>();
        for (Compiler compiler : Compiler.values()) {
            Comparison times = new Comparison("Decoding an event, " + compiler.title, "µs an event", true,
                    settings(compiler, (shape, samples) -> samples.times));
            comparisons.add(times);
            for (Setting setting : times.settings()) {
                aims(aims, compiler, setting);
            }
        }
        Comparison allocated = new Comparison("Allocation, C1", "bytes a message", false,
                settings(Compiler.C1, (shape, samples) -> samples.allocated.stream()
                        .map(bytes -> bytes / shape.messages()).toList()));
        comparisons.add(allocated);
        for (Setting setting : allocated.settings()) {
            aims.add(Aim.atMost(0.5, "allocation, of RabbitMQEvent's, " + setting.name(),
                    ours(setting) / setting.median(Decoder.MODEL_CLASS.title())));
        }
        return Section.measuredHere(comparisons, aims);
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

    private List<Setting> settings(Compiler compiler, BiFunction<Shape, Samples, List<Double>> samples) {
        List<Setting> settings = new ArrayList<>();
        found.get(compiler).forEach((shape, decoders) -> settings.add(new Setting(shape.title(), decoders.entrySet()
                .stream().sorted(Comparator.comparingInt(entry -> rank(entry.getKey())))
                .map(entry -> new Series(entry.getKey(), samples.apply(shape, entry.getValue()))).toList())));
        return settings;
    }

    private static int rank(String decoder) {
        for (Decoder candidate : Decoder.values()) {
            if (candidate.title().equals(decoder)) {
                return candidate.ordinal();
            }
        }
        return Decoder.values().length;
    }
}
