package io.github.rabbitlambda.operations.verify;

import static io.github.rabbitlambda.operations.Recorded.getMapping;
import static io.github.rabbitlambda.operations.Recorded.mappingTold;
import static io.github.rabbitlambda.operations.Recorded.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.github.rabbitlambda.operations.AwsCallFailedException;
import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.NeedsRealBroker;
import io.github.rabbitlambda.operations.broker.RealBroker;
import io.github.rabbitlambda.operations.RemoteTasks;
import io.github.rabbitlambda.operations.Stage;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a first deployment verifies, and what fails it. */
class VerificationTest extends VerificationFixture {
    @ParameterizedTest
    @ValueSource(strings = {"OK", "No records processed", ""})
    void isContentWithAMappingThatIsEnabledWithoutAFault(String result) {
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), "Enabled", "USER_INITIATED", result));

        assertThat(begin("Create")).isEmpty();
        assertThat(complete(Duration.ofMinutes(1))).isEqualTo(EVERY_MAPPING_READS);
    }

    @ParameterizedTest
    @CsvSource({"Creating,USER_INITIATED,No records processed", "Enabling,USER_INITIATED,No records processed",
            "Updating,USER_INITIATED,OK", "Enabled,USER_INITIATED,PROBLEM: Function call failed",
            "Enabled,EVENT_SOURCE_AUTHN_ERROR,No records processed", "Enabled,USER_INITIATED,Connection error"})
    void waitsUntilTheDeadlineAndThenTellsWhatLambdaTells(String state, String reason, String result) {
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), state, reason, result));

        assertThat(complete(Duration.ofMinutes(15))).isEqualTo(Map.of("IsComplete", false));
        assertThatThrownBy(() -> complete(Duration.ofMinutes(15).plusSeconds(1)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "After 15 minutes the event source mapping %s of the queue orders does not read: "
                                + "State=%s, StateTransitionReason=%s, LastProcessingResult=%s. What each of these means and "
                                + "what to do is in docs/operate.md",
                        uuid(1), state, reason, result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Disabled", "Disabling", "Deleting"})
    void failsAtOnceWhereWaitingDoesNotHelp(String state) {
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), state, "ESM_CONFIG_NOT_VALID", CONNECTION));

        assertThatThrownBy(() -> complete(Duration.ofSeconds(1))).isInstanceOf(CannotSucceedException.class)
                .hasMessage("The event source mapping " + uuid(1)
                        + " of the queue orders is not enabled and will not be: State=" + state
                        + ", StateTransitionReason=ESM_CONFIG_NOT_VALID, LastProcessingResult=" + CONNECTION
                        + ". What each of these means and what to do is in docs/operate.md");
    }

    @Test
    void failsAtOnceWhenAMappingIsGone() {
        aws.on(getMapping(uuid(1)),
                Answer.error(404, "ResourceNotFoundException", "The resource you requested does not exist."));

        assertThatThrownBy(() -> complete(Duration.ofSeconds(1))).isInstanceOf(CannotSucceedException.class)
                .hasMessageStartingWith(
                        "The event source mapping " + uuid(1) + " of the queue orders does not exist any more");
    }

    @Test
    void looksAtEveryShard() {
        properties.put("MappingIds", List.of(uuid(1), uuid(2)));
        properties.put("Queues", List.of("orders-0", "orders-1"));
        aws.on(getMapping(uuid(2)), mappingTold(uuid(2), "Enabled", "USER_INITIATED", CONNECTION));

        assertThat(complete(Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", false));
        assertThatThrownBy(() -> complete(Duration.ofMinutes(16)))
                .hasMessageContaining(uuid(2) + " of the queue orders-1");
    }

    @Test
    void namesThePermissionThatItsRoleLacks() {
        aws.on(getMapping(uuid(1)), Answer.error(403, "AccessDeniedException", "no"));
        assertThatThrownBy(() -> complete(Duration.ofMinutes(1)))
                .isInstanceOf(AwsCallFailedException.class)
                .hasMessage("This function's role must allow lambda:GetEventSourceMapping on " + uuid(1)
                        + ", and AWS refused it: no");
    }

    @Test
    void repeatsWhatBrokerTasksSays() {
        properties.put("Mode", "probe");
        aws.on(RemoteTasks.INVOKE, Answer.functionError("The broker refused the user orders"));

        assertThatThrownBy(() -> begin("Create")).isInstanceOf(OperationFailedException.class)
                .hasMessage("The broker refused the user orders");
    }

    @Test
    void doesNothingOnDelete() {
        properties.put("Mode", "probe");

        Map<String, Object> event = event("Delete");
        event.putAll(begin("Delete"));

        assertThat(event).doesNotContainKey("Probes");
        assertThat(step(Duration.ofDays(1)).progress(event, Invocation.fresh()))
                .isEqualTo(complete("nothing to verify"));
        assertThat(aws.requests(RemoteTasks.INVOKE)).isEmpty();
    }

    @Test
    void refusesPropertiesThatDoNotFit() {
        properties.put("Mode", "both");
        assertThatThrownBy(() -> begin("Create"))
                .hasMessage("Mode must be state or probe (given both in event.ResourceProperties)");
        properties.put("MappingIds", List.of());
        assertThatThrownBy(() -> begin("Create"))
                .hasMessageStartingWith("MappingIds must be as many as Queues are, one at least");
    }

    @Test
    @NeedsRealBroker
    void waitsUntilTheProbeLeavesARealQueue(RealBroker broker) throws Exception {
        properties.put("Mode", "probe");
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            aws.on(RemoteTasks.INVOKE, new RemoteTasks(stage.tasks()));

            Map<String, Object> begun = begin("Create");

            assertThat(complete(begun, Duration.ofSeconds(30))).isEqualTo(Map.of("IsComplete", false));
            assertThatThrownBy(() -> complete(begun, Duration.ofMinutes(16)))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageMatching("After 15 minutes the event source mapping " + uuid(1)
                            + " of the queue orders has not read the probe message \\(ready \\w+, unacknowledged "
                            + "\\w+, consumers \\d\\), while Lambda tells State=Enabled, "
                            + "StateTransitionReason=USER_INITIATED, LastProcessingResult=No records processed.*");
            try (Connection connection = broker.connection(stage.virtualHost);
                    Channel channel = connection.createChannel()) {
                GetResponse probe = channel.basicGet("orders", false);
                assertThat(probe.getProps().getHeaders()).containsKey("x-rabbitlambda-probe");
                assertThat(probe.getProps().getHeaders().get("x-rabbitlambda-probe"))
                        .hasToString(probe.getProps().getMessageId());
                channel.basicAck(probe.getEnvelope().getDeliveryTag(), false);
                await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(
                        () -> assertThat(complete(begun, Duration.ofSeconds(40)))
                                .isEqualTo(EVERY_MAPPING_READS));
            }
        }
    }

    @Test
    @NeedsRealBroker
    void saysThatTheQueueIsMissing(RealBroker broker) throws Exception {
        properties.put("Mode", "probe");
        properties.put("Queues", List.of("gone"));
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            aws.on(RemoteTasks.INVOKE, new RemoteTasks(stage.tasks()));

            assertThatThrownBy(() -> begin("Create")).hasMessage(
                    "The queue gone must exist on the broker before its mapping (it does not): has it been "
                            + "deleted by hand?");
        }
    }
}
