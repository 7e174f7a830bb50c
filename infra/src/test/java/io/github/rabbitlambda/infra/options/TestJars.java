package io.github.rabbitlambda.infra.options;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Jars that hold empty classes of given names, the same bytes every time. */
public final class TestJars {
    public static final String SAMPLE = jar("examples", "io.github.rabbitlambda.examples.SampleListener",
            "io.github.rabbitlambda.function.RabbitMqListener");
    public static final String ORDERS = jar("orders", "com.example.OrderListener",
            "io.github.rabbitlambda.function.RabbitMqListener");
    public static final String FOREIGN = jar("foreign", "com.example.Handler");
    public static final String OPERATIONS = jar("operations", "io.github.rabbitlambda.operations.broker.BrokerTasks",
            "io.github.rabbitlambda.operations.replay.Replay");

    public static final String STEPS = jar("steps", "io.github.rabbitlambda.operations.Steps");

    private TestJars() {}

    private static String jar(String name, String... classes) {
        try {
            Path jar = Path.of("target", "test-jars", name + ".jar").toAbsolutePath();
            Files.createDirectories(jar.getParent());
            try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
                for (String className : classes) {
                    out.putNextEntry(entry(className));
                }
            }
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JarEntry entry(String className) {
        JarEntry entry = new JarEntry(className.replace('.', '/') + ".class");
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        return entry;
    }
}
