package io.github.rabbitlambda.acceptance.rehearsal;

import io.github.rabbitlambda.acceptance.NeedsNpmPackage;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Declared;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.stack.StackResult;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;

/**
 * A creation that is cancelled while a custom resource is being made. CloudFormation then deletes it by an id that it made
 * up (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1814).
 */
@NeedsRabbitMq
@NeedsNpmPackage("@aws-sdk/client-lambda")
@EnabledIfSystemProperty(named = "drill.scale", matches = "1(\\.0)?", disabledReason = "runs in the drill: mvn -q -Pdrill")
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CancelledCreationTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {StackNames.ISOLATED, StackNames.DEFAULT_VPC})
    void leavesNothingWhicheverStepItInterrupts(String name) throws Exception {
        List<String> failed = new ArrayList<>();
        try (Life life = new Life(name, directory, new Pace(100), Seed.value())) {
            Template template = life.template(Map.of());
            for (Declared step : template.resources().values()) {
                if (step.type().startsWith("Custom::")) {
                    life.rehearsal.customResources.cancel(order -> order.id().equals(step.id()));
                    StackResult result = life.rehearsal.stack(name, Seed.value()).create(template);
                    if (!result.status().equals("ROLLBACK_COMPLETE") || !life.rehearsal.left().isEmpty()) {
                        failed.add(step.id() + ": " + result + ", left " + life.rehearsal.left());
                        break;
                    }
                }
            }
            assertThat(failed).as(life::story).isEmpty();
        }
    }
}
