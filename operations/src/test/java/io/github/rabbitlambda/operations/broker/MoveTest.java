package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.Stage;

@NeedsRealBroker
class MoveTest {
    private static final byte[] BODY = {1};

    private Stage stage;
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void start(RealBroker broker) throws Exception {
        stage = new Stage(broker);
        stage.declare(stage.properties());
        connection = broker.connection(stage.virtualHost);
        channel = connection.createChannel();
    }

    @AfterEach
    void stop() throws Exception {
        connection.close();
        stage.close();
    }

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
    void stopsInTime() throws Exception {
        dead("a");
        Map<String, Object> event = Map.of("task", "move", "from", "orders.dead");

        assertThat(stage.tasks().handleRequest(event, new Invocation(19_000))).containsEntry("replayed", 0);
    }

    @Test
    void saysThatTheDeadLetterQueueIsMissing() {
        assertThatThrownBy(() -> stage.run("move", Map.of("from", "nowhere")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("The dead-letter queue nowhere could not be read: 404 NOT_FOUND");
    }

    private Map<String, Object> move(Map<String, Object> selection) {
        Map<String, Object> event = new LinkedHashMap<>(selection);
        event.put("from", "orders.dead");
        return stage.run("move", event);
    }

    private void expired(String id, Map<String, ?> headers) throws Exception {
        expired(new BasicProperties.Builder().messageId(id).expiration("1").headers(new LinkedHashMap<>(headers))
                .build());
    }

    /** Dead-letters a message that nobody has read. */
    private void expired(BasicProperties properties) throws Exception {
        long before = depth("orders.dead");
        channel.basicPublish("", "orders", properties, BODY);
        awaitDepth("orders.dead", before + 1);
    }

    /** Headers with which the frame of {@link #expired} has this size. */
    private static Map<String, String> ofFrameSize(int bytes) throws Exception {
        BasicProperties empty = new BasicProperties.Builder().messageId("full").expiration("1")
                .headers(Map.of("filling", "")).build();
        return Map.of("filling", "x".repeat(bytes - empty.toFrame(1, BODY.length).size()));
    }

    private static Object nested(int levels) {
        return levels == 0 ? "core" : List.of(nested(levels - 1));
    }

    private void dead(String... ids) throws Exception {
        for (String id : ids) {
            channel.basicPublish("", "orders", new BasicProperties.Builder().messageId(id).timestamp(new Date())
                    .headers(Map.of("color", "blue")).build(), ("body of " + id).getBytes());
        }
        for (int i = 0; i < ids.length; i++) {
            GetResponse message = await().until(() -> channel.basicGet("orders", false), got -> got != null);
            channel.basicReject(message.getEnvelope().getDeliveryTag(), false);
        }
        awaitDepth("orders.dead", ids.length);
    }

    private void awaitDepth(String queue, long depth) {
        await().atMost(Duration.ofSeconds(30)).until(() -> depth(queue) == depth);
    }

    private long depth(String queue) throws Exception {
        return channel.messageCount(queue);
    }
}
