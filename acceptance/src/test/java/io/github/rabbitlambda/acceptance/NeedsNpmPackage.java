package io.github.rabbitlambda.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The test needs this package in the project's {@code node_modules}; otherwise it is skipped, with the reason. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNpmPackage.Installed.class)
public @interface NeedsNpmPackage {
    String value();

    /** Looks for the package. */
    final class Installed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String name = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), NeedsNpmPackage.class)
                    .orElseThrow().value();
            return Files.exists(Path.of("..", "node_modules").resolve(name))
                    ? ConditionEvaluationResult.enabled(name + " is installed")
                    : ConditionEvaluationResult.disabled(
                            name + " is not installed: run npm ci in the project's directory to run this test");
        }
    }
}
