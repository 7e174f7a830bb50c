package io.github.rabbitlambda.benchmark.reachability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

import io.github.rabbitlambda.benchmark.result.Aim;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** The time of the check for the largest possible template, and of the whole command for a small one. */
public final class ReachabilitySpeed {
    private static final int RUNS = 200;
    private static final int COMMANDS = 15;
    private static final Path JAR = Path.of("..", "reachability", "target", "reachability.jar");
    private static final String CHECK = "read and judged";

    private ReachabilitySpeed() {}

    /** Takes about 30 seconds. */
    public static Section measure() throws IOException, InterruptedException {
        String json = LargeTemplate.json();
        String yaml = new Dump(DumpSettings.builder().build()).dumpToString(LargeTemplate.tree(json));
        System.out.printf("reachability%n");
        List<Setting> warm = List.of(new Setting("JSON", List.of(new Series(CHECK, warm(json)))),
                new Setting("YAML", List.of(new Series(CHECK, warm(yaml)))),
                new Setting("a plan of Terraform", List.of(new Series(CHECK, warm(LargePlan.json())))));
        Setting command = new Setting("the command over " + LargeTemplate.GRADED.getFileName(),
                List.of(new Series("java -jar reachability.jar", commands("-jar", JAR.toString(),
                        LargeTemplate.GRADED.toString())), new Series("java -version", commands("-version"))));
        return Section.measuredHere(
                List.of(new Comparison("%d resources, %d KB of JSON, warm".formatted(LargeTemplate.RESOURCES,
                        json.length() / 1024), "ms", false, warm),
                        new Comparison("From a shell", "ms", false, List.of(command))),
                List.of(Aim.atMost(20, "ms for %d resources of JSON".formatted(LargeTemplate.RESOURCES),
                        warm.getFirst().median(CHECK)),
                        Aim.atMost(500, "ms for the whole command", command.median("java -jar reachability.jar"))));
    }

    private static List<Double> warm(String template) {
        List<Double> times = new ArrayList<>();
        for (int run = -RUNS; run < RUNS; run++) {
            long started = System.nanoTime();
            List<Verdict> verdicts = Reachability.ofTexts(Map.of("template", template)).verdicts();
            double millis = (System.nanoTime() - started) / 1e6;
            if (verdicts.size() != 1) {
                throw new IllegalStateException("the template has one mapping (judged: %d)".formatted(verdicts.size()));
            }
            if (run >= 0) {
                times.add(millis);
            }
        }
        return times;
    }

    private static List<Double> commands(String... arguments) throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(List.of(arguments));
        for (int run = 0; run < COMMANDS; run++) {
            long started = System.nanoTime();
            Process process = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", words) + " must end with 0");
            }
            times.add((System.nanoTime() - started) / 1e6);
        }
        return times;
    }
}
