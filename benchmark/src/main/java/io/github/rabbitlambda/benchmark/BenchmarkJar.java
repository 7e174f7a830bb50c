package io.github.rabbitlambda.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** A jar as a user makes it: this project's function jar with the benchmark's handlers. */
final class BenchmarkJar {
    private static final Path FUNCTION = Path.of("..", "function", "target", "function.jar");
    private static final List<Class<?>> CLASSES = List.of(DownstreamListener.class, SequentialHandler.class,
            Downstream.class);

    private BenchmarkJar() {}

    static Path write(Path directory) throws IOException {
        Path jar = directory.resolve("benchmark-functions.jar").toAbsolutePath();
        try (var out = new JarOutputStream(Files.newOutputStream(jar)); var function = new JarFile(FUNCTION.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) function.stream()
                    .filter(entry -> !entry.isDirectory())::iterator)
                copy(out, entry.getName(), function.getInputStream(entry));
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                copy(out, name, type.getClassLoader().getResourceAsStream(name));
            }
        }
        return jar;
    }

    private static void copy(JarOutputStream out, String name, InputStream content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        try (content) {
            content.transferTo(out);
        }
    }
}
