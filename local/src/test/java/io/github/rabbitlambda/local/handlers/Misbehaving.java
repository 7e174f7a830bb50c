package io.github.rabbitlambda.local.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/** Fails in the way that the event's text names, or succeeds. */
public final class Misbehaving implements RequestStreamHandler {
    public Misbehaving() {
        if ("init".equals(System.getenv("MISBEHAVE"))) {
            throw new IllegalStateException("no database at start");
        }
        if ("exit-at-init".equals(System.getenv("MISBEHAVE"))) {
            Runtime.getRuntime().halt(7);
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        switch (new String(input.readAllBytes(), StandardCharsets.UTF_8)) {
            case "throw" -> throw new IllegalStateException("bad \"message\"\nof two lines");
            case "halt" -> {
                System.out.println("about to halt");
                Runtime.getRuntime().halt(3);
            }
            case "sleep" -> sleep();
            case "memory" -> exhaust();
            case "remember" -> Files.createFile(remembered());
            case "recall" -> System.out.println("remembered " + remembered() + ": " + Files.exists(remembered()));
            case "environment" -> System.out.println("environment: " + System.getenv());
            case "deadline" -> System.out.println("remaining: " + context.getRemainingTimeInMillis());
            default -> output.write('1');
        }
    }

    private static Path remembered() {
        return Path.of(System.getProperty("java.io.tmpdir"), "remembered");
    }

    private static void sleep() {
        System.out.println("about to sleep");
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exhaust() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[10_000_000]);
        }
    }
}
