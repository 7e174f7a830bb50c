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
 * A function's archive: classes of a test, and a jar in {@code lib}, which Lambda adds to the class path. Writing and
 * unpacking it takes a tenth of the time of a jar with the 7,000 files of the function jar.
 */
public final class FunctionArchive {
    public static final Path FUNCTION_JAR = Path.of("..", "function", "target", "function.jar").toAbsolutePath()
            .normalize();

    private FunctionArchive() {}

    /** Writes the archive into a directory. */
    public static Path write(Path directory, Path library, Class<?>... classes) throws IOException {
        Path archive = directory.resolve("function.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Class<?> type : classes) {
                for (String name : classFiles(type)) {
                    add(out, type.getPackageName().replace('.', '/') + "/" + name, type.getResourceAsStream(name));
                }
            }
            add(out, "lib/" + library.getFileName(), Files.newInputStream(library));
        }
        return archive;
    }

    /** The files of a class and of its nested classes; of a class in a jar its own file. */
    private static List<String> classFiles(Class<?> type) throws IOException {
        Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        String name = type.getSimpleName();
        if (Files.isRegularFile(classes)) {
            return List.of(name + ".class");
        }
        try (Stream<Path> files = Files.list(classes.resolve(type.getPackageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches(name + "(\\$.*)?\\.class")).sorted().toList();
        }
    }

    private static void add(ZipOutputStream out, String name, InputStream content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        try (content) {
            content.transferTo(out);
        }
    }
}
