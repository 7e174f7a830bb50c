package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.github.rabbitlambda.operations.Invocation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a move takes from the dead-letter queue, and how it arrives. */
class MoveTest extends MoveFixture {
    @Test
    void putsDeadMessagesBackWithoutTheBrokersTraces() throws Exception {
        dead("a", "b");

        assertThat(move(Map.of())).containsEntry("replayed", 2).containsEntry("left", 0).containsEntry("failures",
                List.of());

        GetResponse first = channel.basicGet("orders", true);
        assertThat(first.getBody()).asString().isEqualTo("body of a");
        assertThat(first.getProps().getMessageId()).isEqualTo("a");
        assertThat(first.getProps().getHeaders().keySet()).doesNotContain("x-death", "x-first-death-queue")
                .contains("color");
        assertThat(channel.basicGet("orders", true).getProps().getMessageId()).isEqualTo("b");
        assertThat(depth("orders.dead")).isZero();
    }

    @Test
    void takesOnlySoManyAndOnlyThoseAskedFor() throws Exception {
        dead("a", "b", "c", "d");

        assertThat(move(Map.of("messageIds", List.of("b", "d")))).containsEntry("replayed", 2).containsEntry("looked",
                4).containsEntry("done", true);
        awaitDepth("orders.dead", 2);
        assertThat(move(Map.of("count", 1))).containsEntry("replayed", 1).containsEntry("looked", 1)
                .containsEntry("done", false);
        awaitDepth("orders.dead", 1);
        assertThat(move(Map.of("minAgeSeconds", 3600))).containsEntry("replayed", 0).containsEntry("left", 1)
                .containsEntry("done", true);
        awaitDepth("orders.dead", 1);
        assertThat(move(Map.of("maxAgeSeconds", 3600))).containsEntry("replayed", 1);
        assertThat(depth("orders")).isEqualTo(4);
    }

    @Test
    void movesAllOfTheStacksOwnQueue() throws Exception {
        dead("a", "b", "c");

        assertThat(stage.run("move", Map.of("all", true))).containsEntry("replayed", 3).containsEntry("left", 0)
                .containsEntry("done", true);
        assertThat(depth("orders")).isEqualTo(3);
    }

    // looking at a queue with RabbitMQ 4.x's own limit of 20 would destroy what is looked at
    @Test
    void keepsMessagesHoweverOftenTheyAreLookedAt() throws Exception {
        dead("a");

        for (int look = 0; look < 25; look++) {
            assertThat(move(Map.of("messageIds", List.of("another")))).containsEntry("replayed", 0);
            awaitDepth("orders.dead", 1);
        }
        assertThat(move(Map.of())).containsEntry("replayed", 1);
    }

    // shards was changed
    @Test
    void sendsToTheShardsWhatComesFromTheOnlyQueue() throws Exception {
        dead("a", "b");
        stage.sharded("orders.1", "orders.2").declare(stage.shards("orders.1", "orders.2"));

        assertThat(move(Map.of())).containsEntry("replayed", 2).containsEntry("left", 0);
        assertThat(depth("orders.1") + depth("orders.2")).isEqualTo(2);
        assertThat(depth("orders")).isZero();
    }

    // the broker adds x-death to a message without regard to the frame size that it negotiated
    @Test
    void movesWhatFillsAFrameBeforeItsDeathIsAdded() throws Exception {
        expired("full", ofFrameSize(131_008));
        expired("usual", Map.of("color", "blue"));

        assertThat(move(Map.of())).containsEntry("replayed", 2).containsEntry("left", 0).containsEntry("failures",
                List.of());
        GetResponse full = channel.basicGet("orders", true);
        assertThat(full.getProps().getMessageId()).isEqualTo("full");
        assertThat(full.getProps().getHeaders().get("filling").toString()).hasSize(
                ofFrameSize(131_008).get("filling").length());
    }

    @Test
    void sendsNoFurtherCopies() throws Exception {
        channel.queueDeclare("copies", false, true, false, null);
        expired("copied", Map.of("CC", List.of("copies"), "color", "blue"));
        channel.queuePurge("copies");

        assertThat(move(Map.of())).containsEntry("replayed", 1);

        assertThat(depth("copies")).isZero();
        assertThat(channel.basicGet("orders", true).getProps().getHeaders()).containsKey("color").doesNotContainKey(
                "CC");
    }

    @Test
    void stopsInTime() throws Exception {
        dead("a");
        Map<String, Object> event = Map.of("task", "move", "from", "orders.dead");

        assertThat(stage.tasks().handleRequest(event, new Invocation(19_000))).containsEntry("replayed", 0);
    }

    /** Headers with which the frame of {@link #expired} has this size. */
    private static Map<String, String> ofFrameSize(int bytes) throws Exception {
        BasicProperties empty = new BasicProperties.Builder().messageId("full").expiration("1")
                .headers(Map.of("filling", "")).build();
        return Map.of("filling", "x".repeat(bytes - empty.toFrame(1, BODY.length).size()));
    }
}
