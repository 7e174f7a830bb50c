package io.github.rabbitlambda.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rabbitlambda.infra.options.TestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** The app as the command line synthesises it, with jars of the tests. */
public final class Synthesis {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Synthesis> VARIANTS = new ConcurrentHashMap<>();
    private final Path assembly;

    private Synthesis(Path assembly) {
        this.assembly = assembly;
    }

    /** All five stacks with the default options and every check; synthesised once. */
    public static Synthesis standard() {
        return Standard.SYNTHESIS;
    }

    /** The template of one stack with options, without checks; synthesised once. */
    public static Template of(String stack, Map<String, String> options) {
        return unchecked(stack, options).stack(stack);
    }

    /** One stack with options, without checks; synthesised once. */
    public static Synthesis unchecked(String stack, Map<String, String> options) {
        return options.isEmpty()
                ? standard()
                : VARIANTS.computeIfAbsent(stack + new TreeMap<>(options), key -> {
                    App app = app(options, false);
                    RabbitLambda.addStack(app, stack, TestOptions.of(options));
                    return synthesised(app);
                });
    }

    /** All five stacks with options and every check. */
    public static Synthesis checked(Map<String, String> options) {
        App app = app(options, true);
        RabbitLambda.addCheckedStacks(app, TestOptions.of(options));
        return synthesised(app);
    }

    /** All five stacks with options, without checks. */
    static Synthesis unchecked(Map<String, String> options) {
        App app = app(options, false);
        RabbitLambda.addStacks(app, TestOptions.of(options));
        return synthesised(app);
    }

    private static Synthesis synthesised(App app) {
        return new Synthesis(Path.of(app.synth().getDirectory()));
    }

    /**
     * @param validated
     *            whether aws-cdk-lib validates the templates itself
     */
    public static App app(Map<String, String> options, boolean validated) {
        Map<String, Object> context = new LinkedHashMap<>(flags());
        context.put("@aws-cdk/core:validateAgainstDefaultRules", validated);
        context.putAll(options);
        return new App(AppProps.builder().context(context).outdir(directory()).build());
    }

    private static String directory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "cdk").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An App in a test does not read cdk.json. */
    private static Map<String, Object> flags() {
        Map<String, Object> flags = new LinkedHashMap<>();
        read(Path.of("..", "cdk.json")).get("context").properties()
                .forEach(flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
        return flags;
    }

    public Template stack(String name) {
        return new Template(read(assembly.resolve(name + ".template.json")));
    }

    public Path assembly() {
        return assembly;
    }

    public static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Standard {
        static final Synthesis SYNTHESIS = checked(Map.of());
    }
}
