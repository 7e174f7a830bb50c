package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** A jar as a user makes it: this project's function jar with a listener of one's own beside it. */
final class FunctionJar {
    static final Path FUNCTION = Path.of("..", "function", "target", "function.jar").toAbsolutePath().normalize();

    private FunctionJar() {}

    static Path with(Path directory, Class<?>... listeners) throws IOException {
        Path jar = directory.resolve("listener.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar)); var function = new JarFile(FUNCTION.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) function.stream()
                    .filter(entry -> !entry.isDirectory())::iterator)
                copy(out, entry.getName(), function.getInputStream(entry));
            for (Class<?> listener : listeners)
                copy(out, entry(listener), listener.getClassLoader().getResourceAsStream(entry(listener)));
        }
        return jar;
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static void copy(JarOutputStream out, String name, InputStream content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        try (content) {
            content.transferTo(out);
        }
    }
}
