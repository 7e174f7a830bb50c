package io.github.rabbitlambda.local.handlers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;

/** A jar with the functions of this package, as users package theirs. */
public final class TestFunctions {
    private static final List<Class<?>> HANDLERS = List.of(Counting.class, Recording.class, Misbehaving.class);

    private static boolean isWritten;
    private static boolean isUnshadedWritten;

    private TestFunctions() {}

    /** The jar, written once. */
    public static synchronized Path jar() {
        Path jar = isWritten ? path("test-functions.jar") : write("test-functions.jar", HANDLERS);
        isWritten = true;
        return jar;
    }

    /** A jar with the handlers of {@link Unrunnable}, written once; it lacks {@link Unrunnable.Dependency}. */
    public static synchronized Path unshadedJar() {
        Path jar = isUnshadedWritten
                ? path("unshaded.jar")
                : write("unshaded.jar", Unrunnable.WITHOUT_DEPENDENCY);
        isUnshadedWritten = true;
        return jar;
    }

    private static Path path(String name) {
        return Path.of("target").resolve(name).toAbsolutePath();
    }

    private static Path write(String name, List<Class<?>> classes) {
        try {
            Path jar = path(name);
            Files.createDirectories(jar.getParent());
            write(jar, classes);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path jar, List<Class<?>> classes) throws IOException {
        Path part = Files.createTempFile(jar.getParent(), "functions", ".part");
        try (OutputStream file = Files.newOutputStream(part); JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> handler : classes) {
                String entry = handler.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                try (InputStream in = handler.getClassLoader().getResourceAsStream(entry)) {
                    in.transferTo(out);
                }
            }
        }
        Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Settings for one of the functions with a time-out of a minute. */
    public static FunctionSettings settings(Class<?> handler, Map<String, String> environment) {
        return settings(handler, environment, Duration.ofSeconds(60), RuntimeClient.NATIVE);
    }

    /** Settings for a handler of {@link #unshadedJar}, as {@code --handler} names it. */
    public static FunctionSettings unshaded(String handler, RuntimeClient client) {
        return new FunctionSettings(unshadedJar(), Unrunnable.class.getName() + "$" + handler, null,
                Duration.ofSeconds(60), 256, Map.of(), client);
    }

    /** Settings for one of the functions. */
    public static FunctionSettings settings(Class<?> handler, Map<String, String> environment, Duration timeout,
            RuntimeClient client) {
        return new FunctionSettings(jar(), handler.getName(), null, timeout, 256, environment, client);
    }
}
