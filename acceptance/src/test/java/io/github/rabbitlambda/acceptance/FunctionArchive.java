package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function's archive in Lambda's own form: a test's classes, and a jar in {@code lib}. Such an archive is written and
 * unpacked in a moment; a jar with the 7,000 files of the function jar is not.
 */
final class FunctionArchive {
    static final Path FUNCTION_JAR = Path.of("..", "function", "target", "function.jar").toAbsolutePath().normalize();

    private FunctionArchive() {}

    /** Writes classes and a jar into an archive of this directory. */
    static Path write(Path directory, Path library, Class<?>... classes) throws IOException {
        Path archive = directory.resolve("function.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Class<?> type : classes) {
                for (Path file : classFiles(type)) {
                    add(out, type.getPackageName().replace('.', '/') + "/" + file.getFileName(), file);
                }
            }
            add(out, "lib/" + library.getFileName(), library);
        }
        return archive;
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

    private static void add(ZipOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        try (InputStream content = Files.newInputStream(file)) {
            content.transferTo(out);
        }
    }
}
