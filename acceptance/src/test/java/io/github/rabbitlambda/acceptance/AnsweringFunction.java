package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;

/** A function of a template whose answers are read; {@link AnsweringHandler} writes them to a file. */
final class AnsweringFunction implements AutoCloseable {
    private final Path answer;
    private final LambdaFunction function;

    AnsweringFunction(Path directory, DeployedFunction deployed, Map<String, String> ids,
            Map<String, String> endpoints) throws IOException {
        Files.createDirectories(directory);
        answer = directory.toAbsolutePath().resolve("answer.json");
        Map<String, String> more = new HashMap<>(endpoints);
        more.putAll(Map.of("HANDLER", deployed.handler(), "ANSWER", answer.toString()));
        function = new LambdaFunction(deployed.settings(
                FunctionArchive.write(directory, deployed.jar(), AnsweringHandler.class),
                AnsweringHandler.class.getName(), ids, more), line -> {});
    }

    /** Invokes the function and returns its answer; one caller at a time. */
    synchronized byte[] answer(byte[] event) throws IOException, InterruptedException {
        Outcome outcome = function.invoke(event);
        assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Succeeded.class);
        return Files.readAllBytes(answer);
    }

    @Override
    public void close() {
        function.close();
    }
}
