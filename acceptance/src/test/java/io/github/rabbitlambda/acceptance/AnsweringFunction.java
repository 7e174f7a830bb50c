package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;

/** A function of a template that is asked for its answers: its jar in Lambda's own form of a library. */
final class AnsweringFunction implements AutoCloseable {
    private final Path answer;
    private final LambdaFunction function;

    AnsweringFunction(Path directory, DeployedFunction deployed, Map<String, String> ids,
            Map<String, String> endpoints) throws IOException {
        Files.createDirectories(directory);
        answer = directory.toAbsolutePath().resolve("answer.json");
        Map<String, String> more = new HashMap<>(endpoints);
        more.putAll(Map.of("HANDLER", deployed.handler(), "ANSWER", answer.toString()));
        function = new LambdaFunction(deployed.settings(archive(directory, deployed.jar()),
                AnsweringHandler.class.getName(), ids, more), line -> {});
    }

    private static Path archive(Path directory, Path jar) throws IOException {
        Path archive = directory.resolve("function.zip");
        String handler = AnsweringHandler.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive));
                InputStream code = AnsweringHandler.class.getResourceAsStream("/" + handler);
                InputStream library = Files.newInputStream(jar)) {
            add(out, handler, code);
            add(out, "lib/deployed.jar", library);
        }
        return archive;
    }

    private static void add(ZipOutputStream out, String name, InputStream content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        content.transferTo(out);
    }

    /** Its answer to an event; one caller at a time. */
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
