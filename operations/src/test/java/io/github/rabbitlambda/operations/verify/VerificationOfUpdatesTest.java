package io.github.rabbitlambda.operations.verify;

import static io.github.rabbitlambda.operations.Recorded.getMapping;
import static io.github.rabbitlambda.operations.Recorded.mappingTold;
import static io.github.rabbitlambda.operations.Recorded.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.RemoteTasks;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An update is verified less strictly, and a roll-back not at all. */
class VerificationOfUpdatesTest extends VerificationFixture {
    // the cure of a backlog is to be deployed while the backlog lasts
    @ParameterizedTest
    @CsvSource({"Update,101,true", "Update,100,false", "Create,101,false", "Create,100,false"})
    void takesAnyAcknowledgementAsProofInAnUpdate(String type, long acknowledged, boolean complete) {
        properties.put("Mode", "probe");
        observed(100, 50_000);
        Map<String, Object> event = event(type);
        Map<String, Object> begun = step(Duration.ZERO).begin(event, Invocation.fresh());
        observed(acknowledged, 50_000);

        assertThat(complete(event, begun, Duration.ofMinutes(1)))
                .isEqualTo(complete ? EVERY_MAPPING_READS : Map.of("IsComplete", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Disabled", "Disabling"})
    void tellsOfAMappingThatAPersonDisabled(String state) {
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), state, "USER_INITIATED", "OK"));

        assertThat(complete(event("Update"), Map.of(), Duration.ofMinutes(1)))
                .isEqualTo(complete("the event source mapping " + uuid(1) + " of the queue orders is not verified, "
                        + "because somebody disabled it: State=" + state
                        + ", StateTransitionReason=USER_INITIATED, LastProcessingResult=OK"));
    }

    @Test
    void tellsOfTheFirstOfManyDisabledMappings() {
        properties.put("MappingIds", List.of(uuid(1), uuid(2), uuid(3)));
        properties.put("Queues", List.of("orders.1", "orders.2", "orders.3"));
        IntStream.rangeClosed(1, 3).forEach(
                i -> aws.on(getMapping(uuid(i)), mappingTold(uuid(i), "Disabled", "USER_INITIATED", "OK")));

        assertThat(complete(event("Update"), Map.of(), Duration.ofMinutes(1)).toString())
                .contains("of the queue orders.1 is not verified").contains("LastProcessingResult=OK, and 2 more}")
                .doesNotContain("orders.2");
    }

    @ParameterizedTest
    @CsvSource({"Disabled,USER_INITIATED,Create", "Disabled,EVENT_SOURCE_AUTHN_ERROR,Update",
            "Deleting,USER_INITIATED,Update"})
    void failsForAMappingThatNobodyDisabledAfterItWorked(String state, String reason, String type) {
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), state, reason, "OK"));

        assertThatThrownBy(() -> complete(event(type), Map.of(), Duration.ofMinutes(1)))
                .isInstanceOf(CannotSucceedException.class);
    }

    // a failed update is rolled back, which must not fail for the same reason
    @Test
    void doesNotVerifyAgainWhatItVerifiedLast() {
        properties.put("Mode", "probe");
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), "Enabled", "USER_INITIATED", CONNECTION));
        String verified = step(Duration.ZERO).physicalId(event("Create"));
        Map<String, Object> back = event("Update");
        back.put("PhysicalResourceId", verified);

        Map<String, Object> begun = step(Duration.ZERO).begin(back, Invocation.fresh());

        assertThat(complete(back, begun, Duration.ofMinutes(16)))
                .isEqualTo(complete("not verified again: this is what was verified last"));
        assertThat(aws.requests(RemoteTasks.INVOKE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MappingIds", "Queues", "Mode", "Nonce"})
    void hasAnotherIdForWhatIsVerifiedAnew(String changed) {
        String id = step(Duration.ZERO).physicalId(event("Create"));
        properties.put("DeadlineMinutes", "14");
        assertThat(step(Duration.ZERO).physicalId(event("Update"))).isEqualTo(id).matches("verified-[0-9a-f]{8}");

        properties.put(changed, switch (changed) {
            case "MappingIds" -> List.of(uuid(2));
            case "Queues" -> List.of("others");
            case "Mode" -> "probe";
            default -> "2";
        });
        assertThat(step(Duration.ZERO).physicalId(event("Update"))).isNotEqualTo(id);
    }

    private void observed(long acknowledged, long ready) {
        aws.on(RemoteTasks.INVOKE, Answer.ok(
                "{\"queues\":[{\"queue\":\"orders\",\"ready\":%d,\"unacknowledged\":100,\"consumers\":1,\"acknowledged\":%d}]}"
                        .formatted(ready, acknowledged)));
    }
}
