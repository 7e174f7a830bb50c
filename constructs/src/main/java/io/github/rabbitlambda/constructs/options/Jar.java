package io.github.rabbitlambda.constructs.options;

import io.github.rabbitlambda.validation.FunctionArchive;
import java.nio.file.Path;
import java.util.List;

/**
 * A jar that a stack uploads. It is read at synthesis, because every invocation fails if the jar lacks the handler.
 *
 * @param option
 *            the option that names the jar, for messages
 */
public record Jar(String option, String path) {
    public Jar {
        FunctionArchive.readProblem(Path.of(path)).ifPresent(problem -> {
            throw Refusal.of("%s must be a jar or zip file (%s)".formatted(option, problem));
        });
    }

    public void requireClass(String handlerOption, String className) {
        if (!containsClass(className)) {
            throw Refusal.of(handlerOption, "a class in " + path, className, "every invocation would fail without it");
        }
    }

    /** Why Lambda's runtime of a version of Java would not run the handler; empty if nothing speaks against it. */
    public List<String> problems(String handler, int java) {
        return FunctionArchive.of(Path.of(path)).problems(handler, java);
    }

    public boolean containsClass(String className) {
        return FunctionArchive.of(Path.of(path)).contains(className);
    }
}
