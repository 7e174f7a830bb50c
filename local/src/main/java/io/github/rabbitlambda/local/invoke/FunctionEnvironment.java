package io.github.rabbitlambda.local.invoke;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment of the function's process: Lambda's reserved variables
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html) and the user's. The process inherits only
 * the variables that it needs to start, so that a function can't depend on variables that are missing on Lambda.
 */
final class FunctionEnvironment {
    static final Set<String> INHERITED = Set.of("PATH", "HOME", "SystemRoot", "LANG", "LC_ALL");

    /** What programs other than Java read. */
    private static final List<String> TEMPORARY = List.of("TMPDIR", "TMP", "TEMP");

    private FunctionEnvironment() {}

    static Map<String, String> variables(FunctionSettings settings, Map<String, String> defaults,
            String taskRoot, Path temporary) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (!settings.handler().isEmpty()) {
            environment.put("_HANDLER", settings.handler());
        }
        environment.put("LAMBDA_TASK_ROOT", taskRoot);
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", FunctionSettings.NAME);
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(settings.memoryMegabytes()));
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        // without Lambda's telemetry socket, text logs of several calls would share one line
        environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + FunctionSettings.NAME);
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put("TZ", "UTC");
        TEMPORARY.forEach(name -> environment.put(name, temporary.toString()));
        environment.putAll(defaults);
        environment.putAll(settings.environment());
        return environment;
    }
}
