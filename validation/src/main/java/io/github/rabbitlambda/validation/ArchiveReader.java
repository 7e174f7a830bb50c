package io.github.rabbitlambda.validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the classes of a jar or zip, and of the jars in its {@code lib}: what Lambda's Java runtimes load.
 */
record ArchiveReader(Path path) {
    private static final String CLASS = ".class";

    private interface Reading<T> {
        T from(JarFile jar) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
        try (JarFile jar = new JarFile(path.toFile())) {
            return reading.from(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long unpackedBytes() {
        return read(jar -> jar.stream().mapToLong(ZipEntry::getSize).sum());
    }

    /** The file of a class, whose name has slashes. */
    Optional<byte[]> classFile(String className) {
        String name = className + CLASS;
        return read(jar -> {
            ZipEntry entry = jar.getEntry(name);
            if (entry == null) {
                return inLibraries(jar, name);
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return Optional.of(in.readAllBytes());
            }
        });
    }

    private static Optional<byte[]> inLibraries(JarFile jar, String name) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (ZipEntry library : libraries(jar)) {
            eachOfLibrary(jar.getInputStream(library), (entry, in) -> {
                if (entry.equals(name)) {
                    found.add(bytes(in, Integer.MAX_VALUE));
                }
            });
        }
        return found.stream().findFirst();
    }

    /** The names of class files with slashes, each with its first bytes. */
    void eachHead(int bytes, BiConsumer<String, byte[]> reader) {
        read(jar -> {
            for (ZipEntry entry : jar.stream().filter(entry -> entry.getName().endsWith(CLASS)).toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    reader.accept(entry.getName(), in.readNBytes(bytes));
                }
            }
            for (ZipEntry library : libraries(jar)) {
                eachOfLibrary(jar.getInputStream(library), (name, in) -> reader.accept(name, bytes(in, bytes)));
            }
            return path;
        });
    }

    private static List<? extends ZipEntry> libraries(JarFile jar) {
        return jar.stream().filter(entry -> entry.getName().matches("lib/[^/]+\\.jar")).toList();
    }

    private static void eachOfLibrary(InputStream library, BiConsumer<String, InputStream> reader)
            throws IOException {
        try (ZipInputStream in = new ZipInputStream(library)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(CLASS)) {
                    reader.accept(entry.getName(), in);
                }
            }
        }
    }

    private static byte[] bytes(InputStream in, int most) {
        try {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
