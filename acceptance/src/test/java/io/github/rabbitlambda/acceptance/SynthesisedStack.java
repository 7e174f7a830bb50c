package io.github.rabbitlambda.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.rabbitlambda.infra.RabbitLambda;
import io.github.rabbitlambda.infra.options.Context;
import io.github.rabbitlambda.constructs.options.Jar;
import io.github.rabbitlambda.infra.options.Jars;
import io.github.rabbitlambda.infra.options.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** One stack as the command line synthesises it, with the jars that this build made. */
public final class SynthesisedStack {
    private static final String ISOLATED = "PrivateRabbitMqInstanceCustomVpcIsolatedSubnetStack";
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final JsonMapper JSON = new JsonMapper();

    private SynthesisedStack() {}

    /** The template of the stack with isolated subnets; the directory also has the files that the stack uploads. */
    static Path isolated(Path directory, Map<String, String> options) throws IOException {
        return named(ISOLATED, directory, options);
    }

    /** The template of a stack; the directory also has the files that the stack uploads. */
    public static synchronized Path named(String stack, Path directory, Map<String, String> options)
            throws IOException {
        App app = new App(AppProps.builder().context(flags()).outdir(directory.toString()).build());
        RabbitLambda.addStack(app, stack, options(options));
        return Path.of(app.synth().getDirectory()).resolve(stack + ".template.json");
    }

    private static Options options(Map<String, String> options) {
        return Options.from(new Context(options),
                new Jars(new Jar("operations", atRoot("operations/target/operations.jar")),
                        new Jar("operations", atRoot("operations/target/steps.jar")),
                        new Jar("examples", atRoot("examples/target/examples.jar"))));
    }

    private static String atRoot(String file) {
        return ROOT.resolve(file).toString();
    }

    /**
     * The flags of cdk.json, which an App in a test does not read, without the template validation that infra's own
     * tests run.
     */
    private static Map<String, Object> flags() throws IOException {
        Map<String, Object> flags = new LinkedHashMap<>();
        JsonNode context = JSON.readTree(ROOT.resolve("cdk.json").toFile()).get("context");
        context.properties()
                .forEach(flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
        flags.put("@aws-cdk/core:validateAgainstDefaultRules", false);
        return flags;
    }
}
