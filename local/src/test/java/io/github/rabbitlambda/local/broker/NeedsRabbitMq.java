package io.github.rabbitlambda.local.broker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The test needs a {@code rabbitmq-server} of these versions; otherwise it is skipped, with the reason. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRabbitMq.Condition.class)
@Tag("rabbitmq")
public @interface NeedsRabbitMq {
    /** The first version that the test is for, such as 4.3. */
    String from() default "";

    /** The first version that the test is not for. */
    String before() default "";

    /** Each test of an annotated class is asked for, too. */
    final class Condition implements ExecutionCondition {
        private static final ConditionEvaluationResult ENABLED = ConditionEvaluationResult
                .enabled("rabbitmq-server is there");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!RabbitMqNode.isInstalled()) {
                return ConditionEvaluationResult.disabled(
                        "rabbitmq-server is not installed: install the package rabbitmq-server to run this test");
            }
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsRabbitMq.class)
                    .map(Condition::ofVersion).orElse(ENABLED);
        }

        private static ConditionEvaluationResult ofVersion(NeedsRabbitMq needed) {
            if (!needed.from().isEmpty() && !RabbitMq.isAtLeast(needed.from())) {
                return wrongVersion(needed.from() + " or later");
            }
            if (!needed.before().isEmpty() && RabbitMq.isAtLeast(needed.before())) {
                return wrongVersion("before " + needed.before());
            }
            return ENABLED;
        }

        private static ConditionEvaluationResult wrongVersion(String needed) {
            return ConditionEvaluationResult
                    .disabled(
                            "this test is for RabbitMQ %s, and this is %s: name another rabbitmq-server in %s to run it"
                                    .formatted(needed, RabbitMq.node().version(), ServerScript.VARIABLE));
        }
    }
}
