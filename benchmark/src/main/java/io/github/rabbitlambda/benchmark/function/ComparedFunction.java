package io.github.rabbitlambda.benchmark.function;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** The functions that are compared, each as a jar that its users would deploy. */
public enum ComparedFunction {
    /** This project's function.jar and a listener. */
    LISTENER("rabbitlambda", WorkingListener.class, Path.of("..", "function", "target", "function.jar")),
    /** The usual sample, the library of the model class and its dependencies. */
    MODEL("RabbitMQEvent handler", ModelHandler.class, library("aws-lambda-java-events"), library("joda-time"),
            library("aws-lambda-java-core")), IDLE("a handler that does nothing", IdleHandler.class,
                    library("aws-lambda-java-core"));

    private static final List<Class<?>> SHARED = List.of(MessageWork.class, Downstream.class);

    private final String title;
    private final Class<?> handler;
    private final List<Path> libraries;

    ComparedFunction(String title, Class<?> handler, Path... libraries) {
        this.title = title;
        this.handler = handler;
        this.libraries = List.of(libraries);
    }

    /** The jar of this class path whose name begins so. */
    private static Path library(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " must be on the class path (it isn't)"));
    }

    /** Its name in tables. */
    public String title() {
        return title;
    }

    /** The name of its handler class. */
    public String handler() {
        return handler.getName();
    }

    /** The jar that {@link #writeJars} writes. */
    public Path jar() {
        return Path.of("target", "packages", name().toLowerCase(Locale.ROOT) + ".jar").toAbsolutePath();
    }

    /** Writes the jars of all functions. */
    public static void writeJars() {
        for (ComparedFunction function : values()) {
            function.writeJar();
        }
    }

    private void writeJar() {
        try {
            Files.createDirectories(jar().getParent());
            Set<String> written = new HashSet<>();
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar()))) {
                for (Path library : libraries) {
                    copy(out, library, written);
                }
                copy(out, handler);
                for (Class<?> type : SHARED) {
                    copy(out, type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(JarOutputStream out, Path library, Set<String> written) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream().filter(file -> !file.isDirectory())::iterator) {
                if (written.add(entry.getName())) {
                    copy(out, entry.getName(), jar.getInputStream(entry));
                }
            }
        }
    }

    private static void copy(JarOutputStream out, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        copy(out, name, type.getClassLoader().getResourceAsStream(name));
    }

    private static void copy(JarOutputStream out, String name, InputStream content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        try (content) {
            content.transferTo(out);
        }
    }
}
