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
import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.CustomResourceEvent;
import io.github.rabbitlambda.operations.AwsCallFailedException;
import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.CannotSucceedException;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.broker.RealBroker;
import io.github.rabbitlambda.operations.RemoteTasks;
import io.github.rabbitlambda.operations.Stage;
import io.github.rabbitlambda.operations.AwsService.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

class VerificationTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String CONNECTION = "PROBLEM: Connection error. Please check your event source "
            + "connection configuration.";

    private static final AwsRetry RETRY = new AwsRetry(Duration.ZERO, Duration.ofMillis(1));

    private AwsService aws;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    @BeforeEach
    void start() throws Exception {
        aws = new AwsService().on(getMapping(uuid(1)),
                mappingTold(uuid(1), "Enabled", "USER_INITIATED", "No records processed"));
        properties.put("MappingIds", List.of(uuid(1)));
        properties.put("Queues", List.of("orders"));
        properties.put("Mode", "state");
        properties.put("BrokerTasksArn", RemoteTasks.ARN);
        properties.put("DeadlineMinutes", "15");
        properties.put("Nonce", "1");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "No records processed", ""})
    void isContentWithAMappingThatIsEnabledWithoutAFault(String result) {
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), "Enabled", "USER_INITIATED", result));

        assertThat(begin("Create")).isEmpty();
        assertThat(complete(Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
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
        assertThat(step(Duration.ofDays(1)).progress(event, Invocation.fresh())).isEqualTo(Map.of("IsComplete", true));
        assertThat(aws.requests(RemoteTasks.INVOKE)).isEmpty();
    }

    // the cure of a backlog is to be deployed while the backlog lasts
    @ParameterizedTest
    @CsvSource({"Update,101,true", "Update,100,false", "Create,101,false", "Create,100,false"})
    void takesAnyAcknowledgementAsProofInAnUpdate(String type, long acknowledged, boolean complete) {
        properties.put("Mode", "probe");
        observed(100, 50_000);
        Map<String, Object> event = event(type);
        Map<String, Object> begun = step(Duration.ZERO).begin(event, Invocation.fresh());
        observed(acknowledged, 50_000);

        assertThat(complete(event, begun, Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", complete));
    }

    @ParameterizedTest
    @CsvSource({"Disabled,USER_INITIATED,Update,true", "Disabling,USER_INITIATED,Update,true",
            "Disabled,USER_INITIATED,Create,false", "Disabled,EVENT_SOURCE_AUTHN_ERROR,Update,false",
            "Deleting,USER_INITIATED,Update,false"})
    void reportsAMappingThatAPersonDisabled(String state, String reason, String type, boolean complete) {
        aws.on(getMapping(uuid(1)), mappingTold(uuid(1), state, reason, "OK"));

        if (complete) {
            assertThat(complete(event(type), Map.of(), Duration.ofMinutes(1))).isEqualTo(Map.of("IsComplete", true));
        } else {
            assertThatThrownBy(() -> complete(event(type), Map.of(), Duration.ofMinutes(1)))
                    .isInstanceOf(CannotSucceedException.class);
        }
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

        assertThat(complete(back, begun, Duration.ofMinutes(16))).isEqualTo(Map.of("IsComplete", true));
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

    @Test
    void refusesPropertiesThatDoNotFit() {
        properties.put("Mode", "both");
        assertThatThrownBy(() -> begin("Create"))
                .hasMessage("Mode must be state or probe (given both in event.ResourceProperties)");
        properties.put("MappingIds", List.of());
        assertThatThrownBy(() -> begin("Create"))
                .hasMessageStartingWith("MappingIds must be as many as Queues are, one at least");
    }

    @ParameterizedTest
    @CsvSource({"10,0,11,9,9,0,true", "10,0,10,1,0,0,false", "10,3,13,1,0,0,false", "10,3,14,9,9,0,true",
            "10,3,11,0,0,0,true",
            "10,3,10,0,0,60,false", "10,3,10,0,0,61,true", "10,0,1,5,0,0,true", "10,0,0,5,0,0,false"})
    void tellsByAcknowledgementsWhetherAProbeWasRead(long before, long ahead, long after, long ready,
            long unacknowledged,
            long seconds, boolean read) {
        Input observed = new Input("queue",
                Map.of("acknowledged", after, "ready", ready, "unacknowledged", unacknowledged));

        assertThat(new Probe("orders", START, before, ahead).isRead(observed, START.plusSeconds(seconds)))
                .isEqualTo(read);
    }

    @Test
    void countsReadyAndUnacknowledgedMessagesAsWaiting() {
        Input observed = new Input("queue", Map.of("acknowledged", 10, "ready", 1, "unacknowledged", 1));

        assertThat(new Probe("orders", START, 10, 3).isRead(observed, START.plusSeconds(61))).isFalse();
    }

    @Test
    void doesNotTakeUnknownFiguresForAnEmptyQueue() {
        assertThat(new Probe("orders", START, 0, 0).isRead(new Input("queue", Map.of("acknowledged", 0)),
                START.plusSeconds(61)))
                .isFalse();
    }

    @Test
    @ExtendWith(RealBroker.Extension.class)
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
                                .isEqualTo(Map.of("IsComplete", true)));
            }
        }
    }

    @Test
    @ExtendWith(RealBroker.Extension.class)
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

    private Map<String, Object> begin(String type) {
        return step(Duration.ZERO).begin(event(type), Invocation.fresh());
    }

    private Map<String, Object> complete(Duration later) {
        return complete(Map.of(), later);
    }

    private Map<String, Object> complete(Map<String, Object> begun, Duration later) {
        return complete(event("Create"), begun, later);
    }

    /** The Provider framework hands on what the beginning answered, with its id in place of the former one. */
    private Map<String, Object> complete(Map<String, Object> event, Map<String, Object> begun, Duration later) {
        event.put("PhysicalResourceId", step(later).physicalId(event));
        event.put("StartedAt", START.toString());
        event.putAll(begun);
        return step(later).progress(event, Invocation.fresh());
    }

    private Verification step(Duration later) {
        return new Verification(lambda(), at(later), RETRY);
    }

    private Map<String, Object> event(String type) {
        return CustomResourceEvent.of(type, properties);
    }

    private LambdaClient lambda() {
        return aws.client(LambdaClient.builder());
    }

    private static Clock at(Duration later) {
        return Clock.fixed(START.plus(later), ZoneOffset.UTC);
    }
}
