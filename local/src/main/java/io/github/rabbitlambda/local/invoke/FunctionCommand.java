package io.github.rabbitlambda.local.invoke;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How to start the function's process; {@code environment} is added to the inherited variables. */
record FunctionCommand(List<String> arguments, Path directory, Map<String, String> environment) {
    FunctionCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
