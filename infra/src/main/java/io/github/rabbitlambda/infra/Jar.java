package io.github.rabbitlambda.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * A jar that a stack uploads. It is opened at synthesis: a class that is not in it would fail every invocation.
 *
 * @param option
 *            the option that names it, for messages
 */
record Jar(String option, String path) {
    Jar {
        if (!Files.isReadable(Path.of(path))) {
            throw Refusal.of(option, "a jar that can be read", path, "there is no such file; build it first");
        }
    }

    void requireClass(String asked, String className) {
        if (!containsClass(className)) {
            throw Refusal.of(asked, "a class in " + path, className, "every invocation would fail without it");
        }
    }

    boolean containsClass(String className) {
        try (JarFile jar = new JarFile(path)) {
            return jar.getEntry(className.replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            throw Refusal.of(option, "a jar that can be read", path, e.getMessage());
        }
    }
}
