package io.github.rabbitlambda.validation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A jar that a test fills. */
final class TestArchive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JarOutputStream jar;

    TestArchive() throws IOException {
        jar = new JarOutputStream(bytes);
    }

    static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(entry(type))) {
            return in.readAllBytes();
        }
    }

    private static String entry(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    TestArchive with(Class<?>... types) throws IOException {
        for (Class<?> type : types) {
            with(entry(type), classFile(type));
        }
        return this;
    }

    TestArchive with(String entry, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(content);
        return this;
    }

    byte[] bytes() throws IOException {
        jar.close();
        return bytes.toByteArray();
    }

    Path in(Path directory) throws IOException {
        return Files.write(directory.resolve("orders.jar"), bytes());
    }
}
