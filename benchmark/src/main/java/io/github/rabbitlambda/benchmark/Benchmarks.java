package io.github.rabbitlambda.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.benchmark.decode.DecodeSpeed;
import io.github.rabbitlambda.benchmark.function.ColdStart;
import io.github.rabbitlambda.benchmark.function.InvocationSpeed;
import io.github.rabbitlambda.benchmark.function.ComparedFunction;
import io.github.rabbitlambda.benchmark.reachability.ReachabilitySpeed;
import io.github.rabbitlambda.benchmark.result.Results;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.synthesis.SynthesisSpeed;
import io.github.rabbitlambda.benchmark.throughput.ListenerThroughput;
import io.github.rabbitlambda.benchmark.throughput.LocalThroughput;
import io.github.rabbitlambda.local.broker.RabbitMq;

/** Runs measurements and writes their results into docs/performance.md and docs/performance/. */
public final class Benchmarks {
    private static final String ALL = "all";
    private static final String SYNTHESIS = "synthesis";

    private Benchmarks() {}

    private interface Measurement {
        Section run() throws Exception;
    }

    private static Map<String, Measurement> measurements() {
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        measurements.put("decode", DecodeSpeed::measure);
        measurements.put("invocation", InvocationSpeed::measure);
        measurements.put("cold-start", ColdStart::measure);
        measurements.put("throughput", () -> ListenerThroughput.measure(RabbitMq.node()));
        measurements.put("local", () -> LocalThroughput.measure(RabbitMq.node()));
        measurements.put("reachability", ReachabilitySpeed::measure);
        measurements.put(SYNTHESIS, SynthesisSpeed::measure);
        return measurements;
    }

    /**
     * @param arguments
     *            one: names of measurements, separated by commas, or {@code all}, which leaves out the synthesis, because that needs
     *            Node
     */
    public static void main(String[] arguments) {
        Map<String, Measurement> measurements = measurements();
        List<String> names = arguments[0].equals(ALL)
                ? measurements.keySet().stream().filter(name -> !name.equals(SYNTHESIS)).toList()
                : Arrays.asList(arguments[0].split(","));
        if (!measurements.keySet().containsAll(names)) {
            System.err.printf("benchmark.only must be %s or some of %s, separated by commas (given %s)%n", ALL,
                    String.join(", ", measurements.keySet()), arguments[0]);
            System.exit(2);
        }
        System.exit(run(measurements, names) ? 0 : 1);
    }

    private static boolean run(Map<String, Measurement> measurements, List<String> names) {
        Results results = Results.read(Path.of("..", "docs", "performance"));
        ComparedFunction.writeJars();
        long started = System.nanoTime();
        boolean complete = true;
        for (String name : names) {
            try {
                results.put(name, measurements.get(name).run());
                System.out.printf("%s: measured, %d s since the start%n", name,
                        Duration.ofNanos(System.nanoTime() - started).toSeconds());
            } catch (Exception e) {
                complete = false;
                System.err.printf("%s could not be measured: %s%n", name, e);
            }
        }
        System.out.println("Written: docs/performance.md, docs/performance/");
        return complete;
    }
}
