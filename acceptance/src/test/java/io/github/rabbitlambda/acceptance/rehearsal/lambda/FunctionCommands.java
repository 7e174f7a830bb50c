package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts functions: Java ones under Lambda's runtime client, those of CDK's Provider framework under Node. */
public final class FunctionCommands {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final JavaRuntime java;
    private final Network network;
    private final Log log;
    private final Path nodeRuntime;

    public FunctionCommands(Path directory, Network network, Log log) {
        this.network = network;
        this.log = log;
        java = new JavaRuntime(directory, network);
        nodeRuntime = Resources.copy("node-runtime.js", directory);
    }

    public FunctionProcess process(FunctionVersion function) {
        return new FunctionProcess(function.arn(), command(function), function.timeout(),
                line -> log.line(function, line));
    }

    private FunctionProcess.Command command(FunctionVersion function) {
        Map<String, String> environment = environment(function);
        if (function.isJava()) {
            return java.command(function, environment);
        }
        environment.put("NODE_PATH", ROOT.resolve("node_modules").toString());
        environment.put("RESPONSES", network.responses().toString());
        return new FunctionProcess.Command(new ArrayList<>(List.of("node", nodeRuntime.toString())),
                function.code(), environment);
    }

    /** The variables that Lambda sets, with the credentials of the function's role, and the function's own. */
    public Map<String, String> environment(FunctionVersion function) {
        Map<String, String> environment = new LinkedHashMap<>(network.environment(function.roleArn()));
        environment.put("_HANDLER", function.handler());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memory()));
        environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logGroup());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "rehearsal");
        function.variables().forEach((name, value) -> environment.put(name, network.translated(value)));
        return environment;
    }
}
