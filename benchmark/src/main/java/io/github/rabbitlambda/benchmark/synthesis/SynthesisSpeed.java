package io.github.rabbitlambda.benchmark.synthesis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.benchmark.result.Aim;
import io.github.rabbitlambda.benchmark.result.Comparison;
import io.github.rabbitlambda.benchmark.result.Section;
import io.github.rabbitlambda.benchmark.result.Series;
import io.github.rabbitlambda.benchmark.result.Setting;

/** The time of the CDK's commands after a first run that builds, and of the app's parts, each in a process of its own. */
public final class SynthesisSpeed {
    private static final int ROUNDS = 2;
    private static final String SECONDS = "seconds";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, List<String>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("npx cdk synth -q", List.of("npx", "cdk", "synth", "-q"));
        COMMANDS.put("npx cdk list", List.of("npx", "cdk", "list"));
        COMMANDS.put("npx cdk list --app cdk.out: the command line alone",
                List.of("npx", "cdk", "list", "--app", "cdk.out"));
        COMMANDS.put("Maven alone: are the jars those of the sources?",
                List.of("mvn", "-q", "-B", "-Dmaven.test.skip=true", "-pl",
                        "function,examples,operations,reachability,infra", "package"));
    }

    private SynthesisSpeed() {}

    /** Takes about five minutes; needs Node and {@code npm ci} before. */
    public static Section measure() throws IOException, InterruptedException {
        if (!Files.exists(ROOT.resolve("node_modules"))) {
            throw new IllegalStateException("the CDK's command line must be installed (it isn't): npm ci first");
        }
        run(COMMANDS.get("npx cdk synth -q"), Map.of());
        Map<String, List<Double>> commands = new LinkedHashMap<>();
        Map<SynthesisPart, List<Double>> parts = new EnumMap<>(SynthesisPart.class);
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf("synthesis: round %d of %d%n", round, ROUNDS);
            for (Map.Entry<String, List<String>> command : COMMANDS.entrySet()) {
                commands.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
                        .add(run(command.getValue(), Map.of()));
            }
            for (SynthesisPart part : SynthesisPart.values()) {
                parts.computeIfAbsent(part, key -> new ArrayList<>()).add(run(part));
            }
        }
        return section(commands, parts);
    }

    private static Section section(Map<String, List<Double>> commands, Map<SynthesisPart, List<Double>> parts) {
        List<Setting> whole = new ArrayList<>();
        commands.forEach((name, seconds) -> whole.add(setting(name, new Series(SECONDS, seconds))));
        List<Setting> shares = List.of(setting("Java's start", SynthesisPart.JVM, null, parts),
                setting("jsii and aws-cdk-lib", SynthesisPart.JSII, SynthesisPart.JVM, parts),
                setting("the five stacks", SynthesisPart.STACKS, SynthesisPart.JSII, parts),
                setting("aws-cdk-lib's template validation", SynthesisPart.VALIDATION, SynthesisPart.STACKS, parts),
                setting("cdk-nag", SynthesisPart.NAG, SynthesisPart.VALIDATION, parts),
                setting("the connectivity check", SynthesisPart.REACHABILITY, SynthesisPart.VALIDATION, parts),
                setting("the whole app", SynthesisPart.WHOLE, null, parts));
        return Section.measuredHere(
                List.of(new Comparison("The commands, nothing changed since the last", SECONDS, false, whole),
                        new Comparison("The app's parts, as differences of medians", SECONDS, false, shares)),
                List.of(Aim.atMost(17.6, "seconds of `npx cdk synth -q`", whole.getFirst().median(SECONDS))));
    }

    private static Setting setting(String name, Series series) {
        return new Setting(name, List.of(series));
    }

    private static Setting setting(String name, SynthesisPart with,
            @Nullable SynthesisPart without,
            Map<SynthesisPart, List<Double>> parts) {
        double before = without == null ? 0 : new Series(SECONDS, parts.get(without)).median();
        return setting(name, Series.of(SECONDS, new Series(SECONDS, parts.get(with)).median() - before));
    }

    /** Runs it with the JVM flags of infra's pom and the context of cdk.json. */
    private static double run(SynthesisPart part) throws IOException, InterruptedException {
        Path assembly = Files.createTempDirectory("assembly");
        JsonNode context = new JsonMapper().readTree(ROOT.resolve("cdk.json").toFile()).get("context");
        return run(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-classpath", classPath(), SynthesisPart.class.getName(),
                part.name()),
                Map.of("CDK_OUTDIR", assembly.toString(), "CDK_CONTEXT_JSON", context.toString(),
                        "CDK_VALIDATION", Boolean.toString(part.validates())));
    }

    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static double run(List<String> words, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(ROOT.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
        long started = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " must end with 0");
        }
        return (System.nanoTime() - started) / 1e9;
    }
}
