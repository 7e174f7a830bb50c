package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.operations.AwsService.Answer;

/** What is done with a mapping that was not seen reading. */
class MappingBounceTest extends MappingFixture {
    @Test
    void mappingWithoutAConsumerIsDisabledAndEnabledOnce() {
        enabled = this::consume;

        rotate(CONSUMER);

        assertThat(updates).containsExactly("disable", "enable");
        assertThat(log()).contains("it is disabled and enabled once", OURS + " reads again",
                "\"RotationFailed\":0");
        assertThat(secrets.labels(CONSUMER)).doesNotContainKey(LABEL);
    }

    @Test
    void mappingThatStillDoesNotReadFailsTheRotationWithTheNewLoginCurrent() {
        publish();

        assertThatThrownBy(() -> rotate(CONSUMER))
                .hasMessageContaining("The secret was rotated, and no mapping was seen reading orders since");

        assertThat(updates).containsExactly("disable", "enable");
        assertThat(state).isEqualTo("Enabled");
        assertThat(log()).contains("\"RotationFailed\":1");
        assertThat(logsIn(secrets.current(CONSUMER))).isTrue();
    }

    @Test
    void failedCheckIsNotHiddenByTheRotationOfAnother() {
        assertThatThrownBy(() -> rotate(CONSUMER)).hasMessageContaining("no mapping was seen reading");

        rotate(PUBLISHER);

        assertThat(lastLine()).contains("\"RotationFailed\":1");
        consume();
        rotate(CONSUMER);
        assertThat(lastLine()).contains("\"RotationFailed\":0");
    }

    @Test
    void mappingThatSomebodyDisablesDuringTheCheckStaysDisabled() {
        int[] asked = {0};
        lambda.on("GET " + MAPPINGS, request -> {
            state = asked[0]++ == 0 ? "Enabled" : "Disabled";
            return Answer.ok(mappings());
        });

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
        assertThat(log()).contains("Mapping " + OURS + " is not Enabled any more, so it is left alone");
    }

    @Test
    void mappingIsNotDisabledWithoutTheTimeToEnableIt() {
        left = Duration.ofSeconds(4);

        assertThatThrownBy(() -> rotate(CONSUMER)).hasMessageContaining("no time was left to disable and enable it")
                .hasMessageContaining("aws lambda update-event-source-mapping --uuid " + OURS + " --no-enabled");

        assertThat(updates).isEmpty();
    }

    @Test
    void mappingThatMayNotBeDisabledIsToldAndIsNotTakenForADisabledOne() {
        lambda.on("PUT " + MAPPINGS + "/" + OURS,
                Answer.error(403, "AccessDeniedException", "not authorized to perform it"));

        assertThatThrownBy(() -> rotate(CONSUMER))
                .hasMessageContaining("role must allow lambda:UpdateEventSourceMapping on " + OURS);

        assertThat(secrets.labels(CONSUMER)).doesNotContainKey(LABEL);
    }

    @Test
    void waitsAsLongAsAnAccountTakes() {
        MappingCheck.Waits waits = MappingCheck.Waits.within(Duration.ofMinutes(10));

        assertThat(waits.reading()).isEqualTo(Duration.ofSeconds(90));
        assertThat(waits.change()).isEqualTo(Duration.ofMinutes(4));
        assertThat(waits.leaves(Duration.ofMinutes(9))).isTrue();
        assertThat(waits.leaves(Duration.ofMinutes(10))).isFalse();
    }

    /** Throttled, for instance, or the answer got lost. */
    @Test
    void callsThatFailWhileAMappingIsDisabledAreRepeated() {
        enabled = this::consume;
        int[] calls = {0};
        lambda.on("PUT " + MAPPINGS + "/" + OURS, request -> {
            Answer answer = update(request.body());
            return calls[0]++ < 3 ? Answer.error(400, "UnknownException", "perhaps it was done") : answer;
        });
        lambda.on("GET " + MAPPINGS, request -> state.equals("Disabled") && calls[0]++ < 2
                ? Answer.error(400, "UnknownException", "not now")
                : Answer.ok(mappings()));

        rotate(CONSUMER);

        assertThat(state).isEqualTo("Enabled");
        assertThat(secrets.labels(CONSUMER)).doesNotContainKey(LABEL);
        assertThat(log()).contains("not now", "perhaps it was done", OURS + " reads again");
    }

    @Test
    void enablingWaitsForAnotherChangeToEnd() {
        enabled = this::consume;
        int[] refused = {0};
        lambda.on("PUT " + MAPPINGS + "/" + OURS,
                request -> request.body().contains("\"Enabled\":true") && refused[0]++ < 3
                        ? Answer.error(400, "ResourceInUseException", "an update is in progress")
                        : update(request.body()));

        rotate(CONSUMER);

        assertThat(updates).containsExactly("disable", "enable");
        assertThat(refused[0]).isEqualTo(4);
    }

    @Test
    void mappingThatCanNotBeEnabledIsNamedWithTheCommand() {
        lambda.on("PUT " + MAPPINGS + "/" + OURS, request -> request.body().contains("\"Enabled\":true")
                ? Answer.error(400, "ResourceInUseException", "an update is in progress")
                : update(request.body()));

        assertThatThrownBy(() -> rotate(CONSUMER))
                .hasMessageContaining("aws lambda update-event-source-mapping --uuid " + OURS + " --enabled");
        assertThat(secrets.labels(CONSUMER)).containsKey(LABEL);
    }
}
