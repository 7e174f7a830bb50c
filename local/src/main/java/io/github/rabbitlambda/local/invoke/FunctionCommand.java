package io.github.rabbitlambda.local.invoke;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the function's process is started: command, working directory, and additional environment variables. */
record FunctionCommand(List<String> words, Path directory, Map<String, String> environment) {
    FunctionCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
