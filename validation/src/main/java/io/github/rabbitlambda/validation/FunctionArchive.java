package io.github.rabbitlambda.validation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * A function's jar, or zip with {@code lib/*.jar}, as Lambda's Java runtimes read it: what it holds and what Lambda would
 * refuse of it. Reads class files; loads no class.
 */
public final class FunctionArchive {
    /** Of 250 MB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
    static final long MOST_BYTES = 262_144_000;
    private static final int MAGIC = 0xCAFEBABE;
    private static final int HEADER_BYTES = 8;
    private static final int MAJOR_VERSION = 6;
    /** Class files of Java 21 have version 65. */
    private static final int VERSION_OFFSET = 44;

    private final ArchiveReader reader;

    private FunctionArchive(Path path) {
        this.reader = new ArchiveReader(path);
    }

    /**
     * Opens an archive.
     *
     * @throws IllegalArgumentException
     *             if it is missing, a directory, or no jar or zip
     */
    public static FunctionArchive of(Path path) {
        readProblem(path).ifPresent(problem -> {
            throw new IllegalArgumentException("archive must be a jar or zip file (" + problem + ")");
        });
        return new FunctionArchive(path);
    }

    /** Why a path is no readable jar or zip, and what to do. */
    public static Optional<String> readProblem(Path path) {
        if (Files.isDirectory(path)) {
            return Optional.of(path + " is a directory: pack it first, for example with mvn package");
        }
        if (!Files.isRegularFile(path)) {
            return Optional.of(path + " is not there: build it first, for example with mvn package");
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.size() == 0 ? Optional.of(path + " is empty: build it again") : Optional.empty();
        } catch (ZipException e) {
            return Optional.of(path + " is no jar: " + e.getMessage());
        } catch (IOException e) {
            return Optional.of(path + " can't be read: " + e.getMessage());
        }
    }

    /** Whether the archive, or a jar in its {@code lib}, holds a class of this name, which has dots. */
    public boolean contains(String className) {
        return reader.classFile(className.replace('.', '/')).isPresent();
    }

    /**
     * Why a Java runtime of Lambda would not run the handler, each with what to do; empty if nothing speaks against it.
     *
     * @param handler
     *            class, or class and method as {@code Class::method}
     * @param java
     *            the runtime's version of Java, such as 25
     */
    public List<String> problems(String handler, int java) {
        List<String> problems = new ArrayList<>();
        sizeProblem(reader.unpackedBytes()).ifPresent(problems::add);
        versionProblem(java).or(() -> readableHandlerProblem(handler)).ifPresent(problems::add);
        return problems;
    }

    Optional<String> sizeProblem(long bytes) {
        return bytes <= MOST_BYTES
                ? Optional.empty()
                : Optional.of(
                        "the function's package must have at most %d bytes unpacked (%s has %d): Lambda's limit of 250 MB"
                                .formatted(MOST_BYTES, reader.path(), bytes));
    }

    private Optional<String> versionProblem(int java) {
        List<String> newer = new ArrayList<>();
        reader.eachHead(HEADER_BYTES, (name, head) -> {
            if (isLoaded(name) && java(head) > java) {
                newer.add("%s of Java %d".formatted(name, java(head)));
            }
        });
        return newer.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "class files must be of Java %d or older, as the runtime is (%s has %d newer, such as %s): compile with release %d"
                                .formatted(java, reader.path(), newer.size(), newer.get(0), java));
    }

    /** An older runtime skips the newer versions of a class in a multi-release jar; a function's class path has no modules. */
    private static boolean isLoaded(String name) {
        return !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    private static int java(byte[] head) {
        ByteBuffer header = ByteBuffer.wrap(head);
        return head.length == HEADER_BYTES && header.getInt(0) == MAGIC
                ? Short.toUnsignedInt(header.getShort(MAJOR_VERSION)) - VERSION_OFFSET
                : 0;
    }

    private Optional<String> readableHandlerProblem(String handler) {
        try {
            return handlerProblem(handler);
        } catch (UnreadableClassException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> handlerProblem(String handler) {
        String className = handler.replaceFirst("::.*", "");
        // Java takes a name with slashes for another class
        Optional<ClassOutline> outline = className.contains("/")
                ? Optional.empty()
                : outline(className.replace('.', '/'));
        return outline.isEmpty()
                ? Optional.of(
                        "handler must name a class in %s (it has no %s; the form is package.Class or package.Class::method)"
                                .formatted(reader.path(), className))
                : Handler.problem(handler, outline.get(), this::outline);
    }

    private Optional<ClassOutline> outline(String className) {
        return reader.classFile(className).map(file -> outline(className, file));
    }

    /** Of an empty or damaged file, or one of a Java that ASM does not know, ASM throws whatever it runs into. */
    private ClassOutline outline(String className, byte[] file) {
        try {
            return ClassOutline.read(file);
        } catch (RuntimeException e) {
            throw new UnreadableClassException(
                    "%s.class in %s can't be read: build it again".formatted(className, reader.path()), e);
        }
    }
}
