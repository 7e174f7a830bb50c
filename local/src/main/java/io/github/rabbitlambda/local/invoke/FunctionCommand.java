package io.github.rabbitlambda.local.invoke;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the function's process is started: its arguments, where it runs, and what is added to its environment. */
record FunctionCommand(List<String> arguments, Path directory, Map<String, String> environment) {
    FunctionCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
