package io.github.rabbitlambda.local.invoke;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import io.github.rabbitlambda.validation.FunctionArchive;

/**
 * A function's jar or zip, unpacked into a task directory as on Lambda. The runtime client loads the directory's
 * classes and {@code lib/*.jar}.
 */
final class FunctionPackage {
    private final Path archive;
    private final Path taskRoot;

    private FunctionPackage(Path archive, Path taskRoot) {
        this.archive = archive;
        this.taskRoot = taskRoot;
    }

    /**
     * Refuses what is no archive.
     *
     * @throws IllegalArgumentException
     *             if the archive is missing or is not a jar or zip
     */
    static void requireArchive(Path archive) {
        if (archive.toString().isBlank()) {
            throw new IllegalArgumentException("archive must be a jar or zip file (given \"%s\")".formatted(archive));
        }
        FunctionArchive.of(archive);
    }

    /**
     * Unpacks an archive.
     *
     * @throws IllegalArgumentException if the archive is missing, is not a jar or zip, or has no class of the handler's
     * name
     */
    static FunctionPackage unpack(Path archive, String handler, Path taskRoot) {
        FunctionArchive.of(archive);
        try (JarFile jar = new JarFile(archive.toFile())) {
            extract(jar, taskRoot);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "archive must be a jar or zip file (%s can't be read: %s)".formatted(archive, e.getMessage()), e);
        }
        FunctionPackage unpacked = new FunctionPackage(archive, taskRoot);
        unpacked.requireClass(handler.split("::", 2)[0]);
        return unpacked;
    }

    private static void extract(JarFile jar, Path root) throws IOException {
        Files.createDirectories(root);
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
            JarEntry entry = entries.nextElement();
            Path target = root.resolve(entry.getName()).normalize();
            if (!target.startsWith(root)) {
                throw new IOException("its entry " + entry.getName() + " points outside of it");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                copy(jar, entry, target);
            }
        }
    }

    private static void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream in = jar.getInputStream(entry); OutputStream out = Files.newOutputStream(target)) {
            in.transferTo(out);
        }
    }

    private void requireClass(String className) {
        String entry = className.replace('.', '/') + ".class";
        if (Files.exists(taskRoot.resolve(entry)) || libraries().anyMatch(library -> holds(library, entry))) {
            return;
        }
        throw new IllegalArgumentException(
                "handler must name a class in %s (it has no %s; the form is package.Class or package.Class::method)"
                        .formatted(archive, className));
    }

    private Stream<Path> libraries() {
        try {
            Path lib = taskRoot.resolve("lib");
            return Files.isDirectory(lib)
                    ? Files.list(lib).filter(path -> path.toString().endsWith(".jar"))
                    : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path library, String entry) {
        try (JarFile jar = new JarFile(library.toFile())) {
            return jar.getEntry(entry) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
