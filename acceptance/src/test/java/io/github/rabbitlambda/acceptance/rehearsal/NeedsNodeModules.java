package io.github.rabbitlambda.acceptance.rehearsal;

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

/** The test needs the SDK clients of package.json; otherwise it is skipped, with the reason. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNodeModules.Installed.class)
@interface NeedsNodeModules {
    /** Looks for the client that the Provider framework calls functions with. */
    final class Installed implements ExecutionCondition {
        private static final Path CLIENT = Path.of("..", "node_modules", "@aws-sdk", "client-lambda");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Files.exists(CLIENT)
                    ? ConditionEvaluationResult.enabled("node_modules has the SDK clients")
                    : ConditionEvaluationResult
                            .disabled("node_modules lacks the SDK clients: run npm ci to run this test");
        }
    }
}
