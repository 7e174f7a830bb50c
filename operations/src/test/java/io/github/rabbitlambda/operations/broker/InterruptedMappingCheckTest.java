package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.OperationFailedException;

/** What an interrupted check leaves, and that the next one enables it. */
class InterruptedMappingCheckTest extends MappingFixture {
    @Test
    void noMappingStaysDisabledWhereverTheCheckEnds() throws Exception {
        reading = Duration.ofMillis(100);
        int ended = 0;
        for (boolean after : List.of(false, true)) {
            for (int request = 0; request < 100; request++) {
                connection.close();
                connection = broker.connection(stage.virtualHost);
                enabled = this::consume;
                String version = secrets.begin(CONSUMER);
                STEPS.subList(0, 3).forEach(step -> step(step, CONSUMER, version));
                secrets.endAt(request, after);
                boolean whole = finishes(version);
                boolean over = !secrets.ended();
                secrets.endNothing();
                if (over) {
                    break;
                }
                ended++;

                if (!whole) {
                    step("finishSecret", CONSUMER, version);
                }

                assertThat(state).as("request " + request + ", after its effect: " + after).isEqualTo("Enabled");
                assertThat(secrets.labels(CONSUMER)).doesNotContainKey(LABEL).containsEntry("AWSCURRENT", version);
            }
        }
        assertThat(ended).isGreaterThan(20);
    }

    private boolean finishes(String version) {
        try {
            step("finishSecret", CONSUMER, version);
            return true;
        } catch (OperationFailedException ended) {
            assertThat(ended).hasMessageContaining("ended");
            return false;
        }
    }

    @Test
    void mappingThatAnInterruptedCheckDisabledIsEnabledByTheNextOne() {
        String version = secrets.begin(CONSUMER);
        lambda.on("PUT " + MAPPINGS + "/" + OURS, request -> {
            state = "Disabled";
            return Answer.error(400, "EndedException", "ended");
        });
        assertThatThrownBy(() -> rotate(CONSUMER, version))
                .hasMessageContaining("must be enabled again: aws lambda update-event-source-mapping --uuid " + OURS);
        assertThat(secrets.labels(CONSUMER)).containsKey(LABEL);
        assertThat(lastLine()).contains("\"RotationFailed\":1");
        lambda.on("PUT " + MAPPINGS + "/" + OURS, request -> update(request.body()));
        enabled = this::consume;

        step("finishSecret", CONSUMER, version);

        assertThat(updates).containsExactly("enable");
        assertThat(secrets.labels(CONSUMER)).doesNotContainKey(LABEL);
    }

    @Test
    void mappingThatWasLeftDisabledIsLookedAtWhenItIsEnabled() {
        String version = secrets.begin(CONSUMER);
        STEPS.subList(0, 3).forEach(step -> step(step, CONSUMER, version));
        secrets.label(CONSUMER, LABEL, version);
        state = "Disabled";
        enabled = () -> {
            state = "Enabling";
            Thread.startVirtualThread(() -> {
                BrokerRetry.sleep(Duration.ofMillis(500));
                state = "Enabled";
            });
        };

        assertThatThrownBy(() -> step("finishSecret", CONSUMER, version))
                .hasMessageContaining("no mapping was seen reading orders since");

        assertThat(lastLine()).contains("\"RotationFailed\":1");
    }

    @Test
    void othersAreEnabledWhereOneMayNotBe() {
        String gone = MappingBounce.DISABLED + "00000000-2222-3333-4444-555555555555";
        String version = secrets.begin(CONSUMER);
        STEPS.subList(0, 3).forEach(step -> step(step, CONSUMER, version));
        secrets.label(CONSUMER, gone, version);
        secrets.label(CONSUMER, MappingBounce.DISABLED + OTHER, version);
        secrets.label(CONSUMER, LABEL, version);
        others = "," + mapping(OTHER, CONSUMER, "Disabled");
        Answer denied = Answer.error(403, "AccessDeniedException", "not authorized to perform it");
        lambda.on("PUT " + MAPPINGS + "/00000000-2222-3333-4444-555555555555", denied);
        lambda.on("PUT " + MAPPINGS + "/" + OTHER, denied);
        state = "Disabled";

        assertThatThrownBy(() -> step("finishSecret", CONSUMER, version))
                .hasMessageContaining("role must allow lambda:UpdateEventSourceMapping on " + OTHER);

        assertThat(updates).containsExactly("enable");
        assertThat(secrets.labels(CONSUMER)).containsKey(MappingBounce.DISABLED + OTHER).doesNotContainKeys(LABEL,
                gone);
    }
}
