package io.github.rabbitlambda.local.broker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The test needs an installed {@code rabbitmq-server}; otherwise it is skipped, with the reason. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRabbitMq.Installed.class)
public @interface NeedsRabbitMq {
    final class Installed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return RabbitMqNode.isInstalled()
                    ? ConditionEvaluationResult.enabled("rabbitmq-server is installed")
                    : ConditionEvaluationResult.disabled(
                            "rabbitmq-server is not installed: install the package rabbitmq-server to run this test");
        }
    }
}
