package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A jar as a user makes it: this project's function jar with a listener of one's own beside it. */
final class FunctionJar {
    static final Path FUNCTION = Path.of("..", "function", "target", "function.jar").toAbsolutePath().normalize();

    private FunctionJar() {}

    static Path with(Path directory, Class<?>... listeners) throws IOException {
        Path jar = directory.resolve("listener.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                JarFile function = new JarFile(FUNCTION.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) function.stream()
                    .filter(entry -> !entry.isDirectory())::iterator) {
                copy(out, entry.getName(), function.getInputStream(entry));
            }
            for (Class<?> listener : listeners) {
                for (Path file : classFiles(listener)) {
                    copy(out, listener.getPackageName().replace('.', '/') + "/" + file.getFileName(),
                            Files.newInputStream(file));
                }
            }
        }
        return jar;
    }

    /** The class's file and those of the classes within it. */
    private static List<Path> classFiles(Class<?> type) throws IOException {
        Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        String name = type.getSimpleName();
        try (Stream<Path> files = Files.list(classes.resolve(type.getPackageName().replace('.', '/')))) {
            return files.filter(file -> file.getFileName().toString().matches(name + "(\\$.*)?\\.class")).sorted()
                    .toList();
        }
    }

    private static void copy(JarOutputStream out, String name, InputStream content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        try (content) {
            content.transferTo(out);
        }
    }
}
