package io.github.rabbitlambda.constructs.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * A jar that a stack uploads. It is read at synthesis, because every invocation fails if the jar lacks the handler.
 *
 * @param option
 *            the option that names the jar, for messages
 */
public record Jar(String option, String path) {
    public Jar {
        if (!Files.isReadable(Path.of(path))) {
            throw Refusal.of(option, "a jar that can be read", path, "there is no such file; build it first");
        }
    }

    public void requireClass(String handlerOption, String className) {
        if (!containsClass(className)) {
            throw Refusal.of(handlerOption, "a class in " + path, className, "every invocation would fail without it");
        }
    }

    public boolean containsClass(String className) {
        try (JarFile jar = new JarFile(path)) {
            return jar.getEntry(className.replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            throw Refusal.of(option, "a jar that can be read", path, e.getMessage());
        }
    }
}
