package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.RemoteTasks;

class ReplayTest extends ReplayFixture {
    @Test
    void putsAParkedMessageBackAsItWas() throws Exception {
        park(parked("m-1", "body of it", NOW));

        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(1, 1, 0));

        GetResponse message = channel.basicGet("orders", true);
        assertThat(new String(message.getBody(), StandardCharsets.UTF_8)).isEqualTo("body of it");
        assertThat(message.getProps().getMessageId()).isEqualTo("m-1");
        assertThat(message.getProps().getCorrelationId()).isEqualTo("c-1");
        assertThat(message.getProps().getHeaders().keySet()).contains("tenant").isSubsetOf("tenant",
                "x-delivery-count");
        assertThat(message.getProps().getHeaders().getOrDefault("x-delivery-count", 0))
                .as("counted anew by the broker; RabbitMQ 4.3 leaves it out of a first delivery").hasToString("0");
        assertThat(message.getProps().getHeaders().get("tenant")).hasToString("vé");
    }

    @Test
    void putsBackMoreThanOneHandfulAndStopsAtTheCount() throws Exception {
        for (int i = 0; i < 25; i++) {
            park(parked("m-" + i, "b", NOW));
        }

        assertThat(replay(Map.of("source", "parked", "count", 23))).isEqualTo(result(23, 23, 2, false));
        assertThat(channel.messageCount("orders")).isEqualTo(23);
        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(2, 2, 0));
        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(0, 0, 0));
    }

    @Test
    void choosesByIdAndByAgeAndGivesTheOthersBackAtOnce() throws Exception {
        park(parked("old", "b", NOW.minusSeconds(3600)));
        park(parked("new", "b", NOW.minusSeconds(60)));
        park(parked("other", "b", NOW.minusSeconds(7200)));

        assertThat(replay(Map.of("source", "parked", "messageIds", List.of("other", "unknown"))))
                .isEqualTo(result(1, 3, 2, true));
        assertThat(replay(Map.of("source", "parked", "maxAgeSeconds", 60))).isEqualTo(result(1, 2, 1, true));
        assertThat(List.of(id(channel.basicGet("orders", true)), id(channel.basicGet("orders", true)))).containsExactly(
                "other",
                "new");
        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(1, 1, 0));
    }

    @Test
    void fetchesALargeMessageFromTheBucketAndDeletesItThere() throws Exception {
        String body = "x".repeat(2_000_000);
        s3.putObject(request -> request.bucket("parked").key("parked/large.json"),
                RequestBody.fromString(parked("large", body, NOW)));
        park(pointer("parked/large.json"));

        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(1, 1, 0));

        assertThat(channel.basicGet("orders", true).getBody()).hasSize(2_000_000);
        assertThat(s3.listObjectsV2(request -> request.bucket("parked")).contents()).isEmpty();
    }

    // a group of messages has to fit into one invocation: three of these do not
    @Test
    void splitsWhatDoesNotFitIntoOneInvocation() throws Exception {
        for (int i = 0; i < 3; i++) {
            String key = "parked/" + i;
            s3.putObject(request -> request.bucket("parked").key(key),
                    RequestBody.fromString(parked(key, "x".repeat(2_000_000), NOW)));
            park(pointer(key));
        }

        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(3, 3, 0));
        assertThat(aws.requests(RemoteTasks.INVOKE).stream().filter(request -> request.body().contains("republish")))
                .hasSizeGreaterThan(1)
                .allSatisfy(request -> assertThat(request.body().length()).isLessThan(6_291_456));
    }

    @Test
    void keepsWhatCanNotBePutBackAndSaysWhy() throws Exception {
        park("not json");
        park(parked("m-undecodable", "b", NOW).replace("\"undecodable\":false", "\"undecodable\":true"));
        park(parked("m-elsewhere", "b", NOW).replace(stage.virtualHost, "another"));
        park(parked("m-homeless", "b", NOW).replace("\"queue\":\"orders\"", "\"queue\":\"nowhere\""));
        park(parked("m-good", "b", NOW));
        park(pointer("parked/gone.json"));

        Map<String, Object> result = replay(Map.of("source", "parked"));

        assertThat(result).containsEntry("replayed", 1).containsEntry("looked", 6).containsEntry("left", 5L);
        assertThat(String.valueOf(result.get("failures"))).contains(
                ": the parked message must be a JSON object (given 8 other characters)",
                " in SQS): it is not a message that could be decoded (out of stock)",
                " in SQS): it comes from the virtual host another, and this stack's is " + stage.virtualHost,
                " in SQS): it comes from the queue nowhere, and this stack reads orders now, so nobody would read it: deploy "
                        + "with the former queueName again, or move it by hand",
                "s3:GetObject on parked/parked/gone.json failed")
                .contains("m-undecodable (", "m-elsewhere (", "m-homeless (");
        assertThat(channel.messageCount("orders")).isEqualTo(1);
    }

    // shards was changed after the messages were parked
    @Test
    void sendsToTheOnlyQueueWhatComesFromAShard() throws Exception {
        park(parked("m-shard", "b", NOW).replace("\"queue\":\"orders\"", "\"queue\":\"orders.3\""));

        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(1, 1, 0));
        assertThat(channel.messageCount("orders")).isEqualTo(1);
    }

    @Test
    void keepsWhatIsTooLargeForAnInvocationAndReplaysTheOthers() throws Exception {
        s3.putObject(request -> request.bucket("parked").key("parked/over.json"),
                RequestBody.fromString(parked("over", "x".repeat(4_500_000), NOW)));
        String over = park(pointer("parked/over.json"));
        park(parked("good", "b", NOW));

        assertThat(replay(Map.of("source", "parked"))).containsEntry("replayed", 1).containsEntry("left", 1L)
                .satisfies(result -> assertThat(result.get("failures").toString())
                        .startsWith("[" + over + ": it has 6000")
                        .endsWith(" bytes, and an invocation takes 6000000: publish it by hand]"));
        s3.deleteObject(request -> request.bucket("parked").key("parked/over.json"));
    }

    @Test
    void keepsEverythingWhenTheBrokerCanNotBeReached() throws Exception {
        park(parked("m-1", "b", NOW));
        park(parked("m-2", "b", NOW));
        stage.user("guest", "wrong");

        assertThatThrownBy(() -> replay(Map.of("source", "parked"))).isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("The broker refused the user guest");

        stage.user("guest", "guest");
        assertThat(replay(Map.of("source", "parked"))).isEqualTo(result(2, 2, 0));
    }

    @Test
    void stopsInTime() throws Exception {
        park(parked("m-1", "b", NOW));

        assertThat(replay(Map.of("source", "parked"), new Invocation(119_999))).isEqualTo(result(0, 0, 1, false));
    }

    @Test
    void putsDeadLettersBackAndCountsBothDepths() throws Exception {
        park(parked("m-1", "b", NOW));
        dead("dead");
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(
                () -> assertThat(replay(Map.of("count-only", true)))
                        .isEqualTo(Map.of("parked", 1L, "dead-letter", 1L)));

        assertThat(replay(Map.of("source", "dead-letter"))).containsEntry("replayed", 1).containsEntry("left", 0);

        assertThat(id(channel.basicGet("orders", true))).isEqualTo("dead");
    }

    @Test
    void refusesAnUnknownSourceAndAStackWithoutAFailureQueue() {
        assertThatThrownBy(() -> replay(Map.of()))
                .hasMessage("source must be parked or dead-letter (given nothing in event)");

        environment.remove("FAILURE_QUEUE_URL");
        assertThatThrownBy(() -> replay(Map.of("source", "parked"))).hasMessage(
                "FAILURE_QUEUE_URL must be the URL of the failure queue: this stack was deployed without one "
                        + "(given nothing in the environment)");
    }

    private static Map<String, Object> result(int replayed, int looked, long left) {
        return result(replayed, looked, left, true);
    }

    private static Map<String, Object> result(int replayed, int looked, long left, boolean isDone) {
        return Map.of("replayed", replayed, "looked", looked, "left", left, "done", isDone, "failures", List.of());
    }
}
