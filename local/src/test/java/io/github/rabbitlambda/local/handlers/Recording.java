package io.github.rabbitlambda.local.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Writes each event to a file in RECORD_DIR, sleeps for SLEEP_MILLIS, and throws for the first FAIL_FIRST events. */
public final class Recording implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Path directory = Path.of(System.getenv("RECORD_DIR"));
        int number;
        try (Stream<Path> files = Files.list(directory)) {
            number = (int) files.filter(file -> file.toString().endsWith(".json")).count();
        }
        Path part = directory.resolve("%05d.part".formatted(number));
        Files.write(part, input.readAllBytes());
        Files.move(part, directory.resolve("%05d.json".formatted(number)));
        sleep(Long.parseLong(System.getenv().getOrDefault("SLEEP_MILLIS", "0")));
        if (number < Integer.parseInt(System.getenv().getOrDefault("FAIL_FIRST", "0"))) {
            throw new IllegalStateException("refused, as FAIL_FIRST asks");
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
