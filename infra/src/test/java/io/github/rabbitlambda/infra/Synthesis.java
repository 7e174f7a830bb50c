package io.github.rabbitlambda.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The app as the command line synthesises it, on jars of the tests. */
final class Synthesis {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Template> VARIANTS = new ConcurrentHashMap<>();
    private final Path assembly;

    private Synthesis(Path assembly) {
        this.assembly = assembly;
    }

    /** All five with the defaults, every check on, once. */
    static Synthesis standard() {
        return Standard.SYNTHESIS;
    }

    /** One stack with options, without the checks of the standard. */
    static Template of(String name, Map<String, String> options) {
        return options.isEmpty()
                ? standard().stack(name)
                : VARIANTS.computeIfAbsent(name + new TreeMap<>(options), any -> {
                    App app = app(options, false);
                    Names.build(app, name, options(options));
                    return new Synthesis(Path.of(app.synth().getDirectory())).stack(name);
                });
    }

    static Synthesis strict(Map<String, String> options) {
        App app = app(options, true);
        RabbitLambda.stacks(app, options(options));
        return new Synthesis(Path.of(app.synth().getDirectory()));
    }

    static App app(Map<String, String> options, boolean strict) {
        Map<String, Object> context = new LinkedHashMap<>(flags());
        context.put("@aws-cdk/core:validateAgainstDefaultRules", strict);
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

    static Options options(Map<String, String> options) {
        Map<String, String> context = new LinkedHashMap<>(Map.of("functionJar", TestJars.FUNCTION));
        context.putAll(options);
        return Options.of(new Context(context),
                new Jars(new Jar("operations", TestJars.OPERATIONS), new Jar("operations", TestJars.NETWORK)));
    }

    /** An App in a test does not read cdk.json. */
    private static Map<String, Object> flags() {
        Map<String, Object> flags = new LinkedHashMap<>();
        read(Path.of("..", "cdk.json")).get("context").properties()
                .forEach(flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
        return flags;
    }

    Template stack(String name) {
        return new Template(read(assembly.resolve(name + ".template.json")));
    }

    Path assembly() {
        return assembly;
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Standard {
        static final Synthesis SYNTHESIS = strict(Map.of());
    }
}
