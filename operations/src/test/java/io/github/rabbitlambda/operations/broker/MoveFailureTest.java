package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.github.rabbitlambda.operations.OperationFailedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a move leaves where it is or refuses, and the reason that it names. */
class MoveFailureTest extends MoveFixture {
    @Test
    void leavesWhatHasNoOriginAndSaysSo() throws Exception {
        channel.basicPublish("", "orders.dead", new BasicProperties.Builder().messageId("stray").build(), new byte[0]);
        awaitDepth("orders.dead", 1);

        assertThat(move(Map.of())).containsEntry("replayed", 0).containsEntry("left", 1).containsEntry("failures",
                List.of("stray: it has no x-death header that names its queue"));
        awaitDepth("orders.dead", 1);
    }

    @Test
    void leavesWhatItsQueueNoLongerTakes() throws Exception {
        dead("a");
        channel.queueDelete("orders");

        assertThat(move(Map.of()).get("failures").toString()).contains("a: no queue takes it");
        awaitDepth("orders.dead", 1);
    }

    // queueName was changed: a queue that nobody reads takes everything
    @Test
    void leavesWhatComesFromAQueueThatIsReadNoMore() throws Exception {
        dead("a");
        stage.with("LISTENER_QUEUES", "[\"invoices\"]");

        assertThat(move(Map.of())).containsEntry("replayed", 0).containsEntry("left", 1).containsEntry("failures",
                List.of("a: it comes from the queue orders, and this stack reads invoices now, so nobody would read it: "
                        + "deploy with the former queueName again, or move it by hand"));
        assertThat(depth("orders")).isZero();
    }

    @Test
    void namesWhatCanNotBeMovedAndMovesTheOthers() throws Exception {
        expired("deep", Map.of("deep", nested(33)));
        expired(new RawProperties("wide", RawProperties.tableOfShorts(30_000), 0));
        expired(new RawProperties("nanoseconds", new byte[0], 1_700_000_000_000_000_000L));
        expired("good", Map.of("deep", nested(32)));

        assertThat(move(Map.of())).containsEntry("replayed", 1).containsEntry("left", 3).containsEntry("failures",
                List.of("deep: its headers can't be read (Too many levels of nested tables/arrays (max 32)): move it by "
                        + "hand",
                        "wide: its properties and headers must leave 64 of the 131072 bytes of an AMQP frame to the "
                                + "broker (they take 150046): publish it by hand with fewer headers",
                        "nanoseconds: its timestamp has more seconds than this client can hold: move it by hand"));
        assertThat(channel.basicGet("orders", true).getProps().getMessageId()).isEqualTo("good");
        awaitDepth("orders.dead", 3);
        assertThat(stage.run("peek", Map.of("peek", 3)).get("messages").toString()).contains("{id=deep, properties=",
                "{id=wide, queue=orders, reason=expired, deaths=1, deadAt=",
                "Too many levels of nested tables/arrays (max 32)",
                "{id=nanoseconds, ");
    }

    @Test
    void namesWhatHasNoIdByItsPlace() throws Exception {
        Map<String, Object> forged = Map.of("x-death",
                List.of(Map.of("queue", "q".repeat(256), "reason", "rejected", "count", 1L)));
        channel.basicPublish("", "orders.dead", new BasicProperties.Builder().build(), BODY);
        channel.basicPublish("", "orders.dead", new BasicProperties.Builder().messageId(" ").headers(forged).build(),
                BODY);
        awaitDepth("orders.dead", 2);

        assertThat(move(Map.of())).containsEntry("replayed", 0).containsEntry("failures",
                List.of("message 1 of orders.dead: it has no x-death header that names its queue",
                        "message 2 of orders.dead: it comes from the queue " + "q".repeat(256)
                                + ", and this stack reads orders now, so nobody would read it: deploy with the former "
                                + "queueName again, or move it by hand"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> stage.run("move", Map.of("form", "orders.dead")))
                .hasMessage("event must hold only all, "
                        + "count, from, maxAgeSeconds, messageIds, minAgeSeconds, task (given also form)");
        assertThatThrownBy(() -> stage.run("peek", Map.of("peek", 1, "count", 1)))
                .hasMessage("event must hold only bodyCharacters, from, peek, task (given also count)");
        stage.environment.remove("DEAD_LETTER_QUEUE");
        assertThatThrownBy(() -> stage.run("peek", Map.of("peek", 1))).hasMessage(
                "from must be a queue name (DEAD_LETTER_QUEUE names none) (given nothing in event)");
    }

    @Test
    void saysThatTheDeadLetterQueueIsMissing() {
        assertThatThrownBy(() -> stage.run("move", Map.of("from", "nowhere")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("The dead-letter queue nowhere could not be read: 404 NOT_FOUND");
    }

    private static Object nested(int levels) {
        return levels == 0 ? "core" : List.of(nested(levels - 1));
    }
}
