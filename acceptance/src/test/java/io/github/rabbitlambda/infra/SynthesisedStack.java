package io.github.rabbitlambda.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** One stack as the command line synthesises it, with the jars that this build made. */
public final class SynthesisedStack {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JsonMapper JSON = new JsonMapper();

    private SynthesisedStack() {}

    /** The template of the stack with isolated subnets, in a directory beside what the stack uploads. */
    public static Path isolated(Path directory, Map<String, String> options) throws IOException {
        App app = new App(AppProps.builder().context(flags()).outdir(directory.toString()).build());
        new PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack(app, options(options));
        return Path.of(app.synth().getDirectory())
                .resolve(PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack.NAME + ".template.json");
    }

    private static Options options(Map<String, String> options) {
        Map<String, String> context = new LinkedHashMap<>(options);
        context.put("functionJar", atRoot(ListenerOptions.DEFAULT_JAR));
        return Options.of(new Context(context),
                new Jars(new Jar("operations", atRoot("operations/target/operations.jar")),
                        new Jar("operations", atRoot("operations/target/network.jar"))));
    }

    private static String atRoot(String file) {
        return ROOT.resolve(file).toString();
    }

    /** Those of cdk.json, which an App in a test does not read; what infra's own tests validate is not validated again. */
    private static Map<String, Object> flags() throws IOException {
        Map<String, Object> flags = new LinkedHashMap<>();
        JsonNode context = JSON.readTree(ROOT.resolve("cdk.json").toFile()).get("context");
        context.properties()
                .forEach(flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
        flags.put("@aws-cdk/core:validateAgainstDefaultRules", false);
        return flags;
    }
}
