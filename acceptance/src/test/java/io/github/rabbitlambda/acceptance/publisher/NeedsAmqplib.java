package io.github.rabbitlambda.acceptance.publisher;

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

/** The test needs npm's amqplib in the project's {@code node_modules}; otherwise it is skipped, with the reason. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsAmqplib.Installed.class)
@interface NeedsAmqplib {
    final class Installed implements ExecutionCondition {
        private static final Path PACKAGE = Path.of("..", "node_modules", "amqplib", "package.json");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Files.exists(PACKAGE)
                    ? ConditionEvaluationResult.enabled("amqplib is installed")
                    : ConditionEvaluationResult.disabled(
                            "amqplib is not installed: run npm ci in the project's directory to run this test");
        }
    }
}
