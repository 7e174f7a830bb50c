package io.github.rabbitlambda.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final String GROUP = " (log group of this step: /aws/lambda/operations)";

    private Supplier<Map<String, Object>> progress = () -> DeploymentStep.COMPLETE;
    private Map<String, Object> begun = Map.of("Probes", "of the step");

    @Test
    void answersTheStepsIdAndTheTimeWhenItBegan() {
        assertThat(handle(event("Create"), Duration.ZERO)).isEqualTo(
                Map.of("Probes", "of the step", "PhysicalResourceId", "the-step", "StartedAt", START.toString()));
    }

    // a create that was cancelled: CloudFormation made the id up, and takes no other one
    @Test
    void keepsAnyIdInADelete() {
        Map<String, Object> event = event("Delete");
        event.put("PhysicalResourceId", "stack-Step-1ABCDEF");

        assertThat(handle(event, Duration.ZERO)).containsEntry("PhysicalResourceId", "stack-Step-1ABCDEF");
    }

    @Test
    void asksForTheProgressOfAStepThatHasBegun() {
        assertThat(handle(begun("Create"), Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));

        progress = () -> DeploymentStep.INCOMPLETE;
        assertThat(handle(begun("Create"), Duration.ofDays(1))).isEqualTo(Map.of("IsComplete", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Create", "Update", "Delete"})
    void takesOneFailedCallAsNotYetUntilTheDeadline(String type) {
        progress = () -> {
            throw new AwsCallFailedException("lambda:GetEventSourceMapping on x failed: Rate exceeded", null);
        };

        assertThat(handle(begun(type), Duration.ofMinutes(15))).isEqualTo(Map.of("IsComplete", false));
        assertThatThrownBy(() -> handle(begun(type), Duration.ofMinutes(15).plusMillis(1)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("lambda:GetEventSourceMapping on x failed: Rate exceeded" + GROUP);
    }

    @Test
    void failsAtOnceWhereWaitingDoesNotHelp() {
        progress = () -> {
            throw new CannotSucceedException("The mapping is gone");
        };

        assertThatThrownBy(() -> handle(begun("Create"), Duration.ZERO)).hasMessage("The mapping is gone" + GROUP);
    }

    // CloudFormation: "Response object is too long"
    @Test
    void cutsATextThatCloudFormationWouldNotTake() {
        progress = () -> {
            throw new CannotSucceedException("é".repeat(1000) + "x");
        };

        assertThatThrownBy(() -> handle(begun("Create"), Duration.ZERO)).hasMessage("é".repeat(1000) + " …" + GROUP);
        progress = () -> {
            throw new CannotSucceedException("xy" + "é".repeat(999) + "z");
        };
        assertThatThrownBy(() -> handle(begun("Create"), Duration.ZERO))
                .hasMessage("xy" + "é".repeat(999) + " …" + GROUP)
                .satisfies(failure -> assertThat(failure.getMessage().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(2100));
    }

    @Test
    void namesTheStepsThatItKnows() {
        Map<String, Object> event = event("Create");
        event.put("ResourceType", "Custom::Other");

        assertThatThrownBy(() -> handle(event, Duration.ZERO))
                .hasMessage("ResourceType must be one of Custom::Test (given Custom::Other in event)" + GROUP);
    }

    private Map<String, Object> handle(Map<String, Object> event, Duration later) {
        return new Steps(Map.of("Custom::Test", TestStep::new), Clock.fixed(START.plus(later), ZoneOffset.UTC))
                .handleRequest(event, Invocation.fresh());
    }

    private static Map<String, Object> begun(String type) {
        Map<String, Object> event = event(type);
        event.put("PhysicalResourceId", "the-step");
        event.put("StartedAt", START.toString());
        return event;
    }

    private static Map<String, Object> event(String type) {
        Map<String, Object> event = CustomResourceEvent.of(type, Map.of("DeadlineMinutes", "15"));
        event.put("ResourceType", "Custom::Test");
        return event;
    }

    private final class TestStep implements DeploymentStep {
        @Override
        public String physicalId(Map<String, Object> event) {
            return "the-step";
        }

        @Override
        public Map<String, Object> begin(Map<String, Object> event, Context context) {
            return begun;
        }

        @Override
        public Map<String, Object> progress(Map<String, Object> event, Context context) {
            return progress.get();
        }
    }
}
