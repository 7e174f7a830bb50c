package io.github.rabbitlambda.local.invoke;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The function's class path in its own process, as Lambda's runtime client has it: the task directory, its
 * {@code lib/*.jar} and the layers' {@code /opt/java/lib/*.jar}.
 */
final class TaskClassPath {
    private TaskClassPath() {}

    /** A new loader of the function's classes. */
    static URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(Path.of("").toUri().toURL());
        addJars(Path.of("lib"), urls);
        addJars(Path.of("/opt/java/lib"), urls);
        return new URLClassLoader(urls.toArray(URL[]::new));
    }

    private static void addJars(Path directory, List<URL> urls) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        }
    }
}
