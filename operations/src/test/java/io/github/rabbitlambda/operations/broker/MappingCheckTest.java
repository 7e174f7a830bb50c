package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;

/** Whether a mapping reads after its secret has changed, and what is done if it doesn't. */
class MappingCheckTest extends RotationFixture {
    private static final String BROKER = "arn:aws:mq:us-east-1:123456789012:broker:orders-broker:b-1";
    private static final String MAPPINGS = "/2015-03-31/event-source-mappings";
    private static final String OURS = "11111111-2222-3333-4444-555555555555";
    private static final String OTHER = "01111111-2222-3333-4444-555555555555";
    private static final String LABEL = MappingBounce.DISABLED + OURS;

    private final List<String> updates = new ArrayList<>();
    private volatile String state = "Enabled";
    private String others = "";
    /** What happens when the mapping is enabled again. */
    private Runnable enabled = () -> {};
    private Connection connection;

    @BeforeEach
    void answerAsLambda() throws Exception {
        stage.with("BROKER_ARN", BROKER);
        connection = broker.connection(stage.virtualHost);
        lambda.on("GET " + MAPPINGS, request -> Answer.ok(mappings()));
        lambda.on("GET " + MAPPINGS + "/", request -> Answer.ok(mappings()));
        lambda.on("PUT " + MAPPINGS + "/" + OURS, request -> update(request.body()));
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.abort(1_000);
    }

    private String mappings() {
        return "{\"EventSourceMappings\":[" + mapping(OURS, CONSUMER, state) + ","
                + mapping("99999999-2222-3333-4444-555555555555", "arn:of-somebody-else", "Enabled") + others + "]}";
    }

    private static String mapping(String uuid, String secret, String state) {
        return "{\"UUID\":\"%s\",\"State\":\"%s\",\"Queues\":[\"orders\"],\"SourceAccessConfigurations\":[{\"Type\":\"BASIC_AUTH\",\"URI\":\"%s\"}]}"
                .formatted(uuid, state, secret);
    }

    private Answer update(String body) {
        boolean enables = body.contains("\"Enabled\":true");
        updates.add(enables ? "enable" : "disable");
        state = enables ? "Enabled" : "Disabled";
        if (enables) {
            enabled.run();
        }
        return Answer.ok(mapping(OURS, CONSUMER, state));
    }

    private void consume() {
        try {
            Channel channel = connection.createChannel();
            channel.basicConsume("orders", true, new DefaultConsumer(channel));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void publish() {
        tasks().handleRequest(Map.of("task", "publish", "count", 3), Invocation.fresh());
    }

    @Test
    void mappingThatReadsIsLeftAlone() {
        consume();

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
        assertThat(log()).contains("\"RotationFailed\":0").doesNotContain("\"RotationFailed\":1");
        assertThat(lambda.requests("GET " + MAPPINGS)).isNotEmpty()
                .allSatisfy(request -> assertThat(request.query()).contains("EventSourceArn=arn%3Aaws%3Amq"));
    }

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

    private String lastLine() {
        return log().lines().toList().getLast();
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

    /** Lambda answers, and enables it afterwards. */
    @Test
    void mappingThatWasEnabledHasSomeTimeToRead() {
        enabled = () -> Thread.startVirtualThread(() -> {
            BrokerRetry.sleep(Duration.ofMillis(1_800));
            consume();
        });

        rotate(CONSUMER);

        assertThat(updates).containsExactly("disable", "enable");
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

    /** It is told, and neither mapping is disabled. */
    @Test
    void queueThatCanNotBeSeenIsTold() {
        stage.with("LISTENER_QUEUES", "[\"orders\",\"gone\"]");
        others = "," + mapping(OTHER, CONSUMER, "Enabled").replace("[\"orders\"]", "[\"gone\"]");
        consume();

        assertThatThrownBy(() -> rotate(CONSUMER)).hasMessageContaining("the queue gone can't be seen");

        assertThat(updates).isEmpty();
    }

    /** The check may take minutes, in which all secrets rotate. */
    @Test
    void administratorMayRotateDuringTheCheck() {
        reading = Duration.ofSeconds(30);
        String version = secrets.begin(ADMINISTRATOR);
        step("createSecret", ADMINISTRATOR, version);
        lambda.on("GET " + MAPPINGS, request -> {
            Thread.startVirtualThread(() -> {
                BrokerRetry.sleep(Duration.ofSeconds(1));
                step("setSecret", ADMINISTRATOR, version);
                BrokerRetry.sleep(Duration.ofSeconds(1));
                consume();
            });
            return Answer.ok(mappings());
        });

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
        assertThat(logsIn(secrets.current(ADMINISTRATOR))).as("the former password").isFalse();
    }

    @Test
    void mappingThatSomebodyDisabledStaysDisabled() {
        state = "Disabled";

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
        assertThat(log()).contains("No enabled mapping reads with the secret");
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
    void mappingsOfOtherSecretsAndRotationsOfOthersAreNotLookedAt() {
        rotate(PUBLISHER);

        assertThat(lambda.requests("GET " + MAPPINGS)).isEmpty();
        assertThat(updates).isEmpty();
    }

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

    /** Mappings of shards need not read at the same moment. */
    @Test
    void mappingsThatTakeTurnsAreLeftAlone() throws Exception {
        reading = Duration.ofSeconds(30);
        stage.with("LISTENER_QUEUES", "[\"orders\",\"orders.dead\"]");
        others = "," + mapping(OTHER, CONSUMER, "Enabled").replace("[\"orders\"]",
                "[\"orders.dead\"]");
        Thread turns = Thread.startVirtualThread(this::consumeInTurns);

        rotate(CONSUMER);
        turns.interrupt();
        turns.join();

        assertThat(updates).isEmpty();
    }

    private void consumeInTurns() {
        try (Channel channel = connection.createChannel()) {
            for (int turn = 0; turn < 1_000; turn++) {
                String tag = channel.basicConsume(turn % 2 == 0 ? "orders" : "orders.dead",
                        new DefaultConsumer(channel));
                Thread.sleep(300);
                channel.basicCancel(tag);
                Thread.sleep(300);
            }
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        } catch (IOException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** It may be a long invocation. */
    @Test
    void consumerThatHoldsMessagesReads() throws Exception {
        reading = Duration.ofSeconds(30);
        publish();
        Channel channel = connection.createChannel();
        channel.basicQos(1);
        channel.basicConsume("orders", false, new DefaultConsumer(channel));

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
    }

    @Test
    void mappingThatSomebodyDisabledIsNotJudgedAndStaysDisabledBesideOneThatIsEnabled() {
        stage.with("LISTENER_QUEUES", "[\"orders\",\"orders.dead\"]");
        others = "," + mapping(OTHER, CONSUMER, "Disabled").replace("[\"orders\"]",
                "[\"orders.dead\"]");
        consume();

        rotate(CONSUMER);

        assertThat(updates).isEmpty();
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
