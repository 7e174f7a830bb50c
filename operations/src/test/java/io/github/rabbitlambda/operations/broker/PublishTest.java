package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.domain.ConnectionInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.Stage;

class PublishTest extends StageFixture {
    @BeforeEach
    void declare() throws Exception {
        stage.declare(stage.properties());
    }

    @Test
    void publishesPersistentSamplesToTheFirstQueue() throws Exception {
        assertThat(stage.run("publish", Map.of("count", 250))).isEqualTo(Map.of("published", 250));

        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            assertThat(channel.messageCount("orders")).isEqualTo(250);
            GetResponse first = channel.basicGet("orders", true);
            assertThat(text(first)).isEqualTo("{\"number\":1}");
            assertThat(first.getProps().getContentType()).isEqualTo("application/json");
            assertThat(first.getProps().getDeliveryMode()).isEqualTo(2);
            assertThat(first.getProps().getMessageId()).isNotEmpty();
        }
    }

    @Test
    void publishesAGivenBodyToANamedQueue() throws Exception {
        stage.run("publish", Map.of("queue", "orders.dead", "body", "grüße"));

        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            assertThat(text(channel.basicGet("orders.dead", true))).isEqualTo("grüße");
            assertThat(channel.messageCount("orders")).isZero();
        }
    }

    @Test
    void spreadsSamplesOverTheShards() throws Exception {
        stage.sharded("orders-0", "orders-1").declare(stage.shards("orders-0", "orders-1"));

        stage.run("publish", Map.of("count", 200));

        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            assertThat(channel.messageCount("orders-0")).isBetween(1L, 199L);
            assertThat(channel.messageCount("orders-0") + channel.messageCount("orders-1")).isEqualTo(200);
        }
    }

    @Test
    void keepsPropertiesHeadersAndBytesOfAGivenRecord() throws Exception {
        byte[] body = {0, -1, 65};
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("contentType", "application/octet-stream");
        properties.put("headers", Map.of("x-rabbitlambda-probe", Map.of("bytes", List.of(118, -61, -87)), "n", 7));
        properties.put("priority", 5);
        properties.put("expiration", "2592000000");
        properties.put("timestamp", "Jan 1, 1970, 12:33:41 AM");
        properties.put("userId", "somebody else");
        properties.put("messageId", null);

        stage.run("publish", Map.of("messages", List.of(message(properties, body))));

        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            GetResponse got = channel.basicGet("orders", true);
            assertThat(got.getBody()).isEqualTo(body);
            assertThat(got.getProps().getHeaders()).containsEntry("n", 7).hasEntrySatisfying("x-rabbitlambda-probe",
                    header -> assertThat(header).hasToString("vé"));
            assertThat(got.getProps().getPriority()).isEqualTo(5);
            assertThat(got.getProps().getExpiration()).isEqualTo("2592000000");
            assertThat(got.getProps().getTimestamp()).hasTime(2_021_000);
            assertThat(got.getProps().getUserId()).isNull();
            assertThat(got.getProps().getMessageId()).isNull();
        }
    }

    @Test
    void saysThatNoQueueTookTheMessage() {
        assertThatThrownBy(() -> stage.run("publish", Map.of("queue", "nowhere", "count", 3)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "3 of 3 messages were not published: no queue takes it: NO_ROUTE (exchange '', routing "
                                + "key 'nowhere')");
    }

    @Test
    void tellsWhichMessagesOfARepublishFailedAndPublishesTheOthers() throws Exception {
        Map<String, Object> good = message(Map.of("messageId", "good"), new byte[]{1});
        Map<String, Object> invalid = message(Map.of("expiration", "never"), new byte[]{2});
        Map<String, Object> lost = new LinkedHashMap<>(message(Map.of(), new byte[]{3}));
        lost.put("queue", "nowhere");

        Map<String, Object> result = stage.run("republish", Map.of("messages", List.of(good, invalid, lost, good)));

        assertThat(result).containsEntry("published", 2);
        assertThat(result.get("failures").toString()).contains("index=1", "invalid expiration", "index=2",
                "it comes from the queue nowhere, and this stack reads orders now");
        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            assertThat(channel.messageCount("orders")).isEqualTo(2);
        }
    }

    // ReplayPropertyTest has the many ways to fail; here are both sides of the one limit that needs a connection
    @Test
    void republishesWhatFillsOneFrameAndRefusesOneByteMore() throws Exception {
        int empty = new BasicProperties.Builder().headers(Map.of("h", "")).build().toFrame(1, 1).size();
        Map<String, Object> full = withHeader("x".repeat(131_008 - empty));
        Map<String, Object> over = withHeader("x".repeat(131_009 - empty));

        assertThat(stage.run("republish", Map.of("messages", List.of(over, full)))).isEqualTo(Map.of("published", 1,
                "failures", List.of(Map.of("index", 0, "reason",
                        "its properties and headers must leave 64 of the 131072 bytes of an AMQP frame to the broker (they "
                                + "take 131009): publish it by hand with fewer headers"))));
    }

    @Test
    void sendsNoCopiesToTheQueuesOfTheFirstPublisher() throws Exception {
        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            channel.queueDeclare("copies", false, true, false, null);
            Map<String, Object> headers = Map.of("CC", List.of(Map.of("bytes", List.of(99, 111, 112, 105, 101, 115))),
                    "BCC", List.of(Map.of("bytes", List.of(99, 111, 112, 105, 101, 115))), "cc", 1);

            stage.run("republish", Map.of("messages", List.of(message(Map.of("headers", headers), new byte[]{1}))));

            assertThat(channel.messageCount("copies")).isZero();
            assertThat(channel.basicGet("orders", true).getProps().getHeaders()).containsEntry("cc", 1)
                    .doesNotContainKeys("CC", "BCC");
        }
    }

    @Test
    void publishesOverANewConnectionAfterTheBrokerClosedOne() throws Exception {
        Publisher.Republication message = new Publisher.Republication("", "orders",
                new MessageRecord(new BasicProperties.Builder().build(), new byte[]{1}));
        AmqpBroker amqp = new AmqpBroker(broker.amqp(), new BrokerSecret("arn", "guest", "guest"), stage.virtualHost,
                broker.trust(), new BrokerRetry(Duration.ofSeconds(20), Duration.ofMillis(50)));
        try (Publisher publisher = new Publisher(amqp)) {
            assertThat(publisher.publish(List.of(message))).isEmpty();
            closeConnections();
            await().atMost(Duration.ofSeconds(30)).until(() -> publisher.publish(List.of(message)).isEmpty());
        }
    }

    /** The management API knows a connection some seconds late. */
    private void closeConnections() throws Exception {
        Client client = broker.client();
        await().atMost(Duration.ofSeconds(30)).until(() -> connections(client).findAny().isPresent());
        connections(client).forEach(connection -> client.closeConnection(connection.getName()));
        await().atMost(Duration.ofSeconds(30)).until(() -> connections(client).findAny().isEmpty());
    }

    private Stream<ConnectionInfo> connections(Client client) {
        return client.getConnections().stream().filter(connection -> stage.virtualHost.equals(connection.getVhost()));
    }

    @Test
    void tellsThatTheVirtualHostIsMissing() {
        stage.with("VIRTUAL_HOST", "missing");

        assertThatThrownBy(() -> stage.run("publish", Map.of())).isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("The broker refused the connection to virtual host missing: 530 NOT_ALLOWED");
    }

    @Test
    void tellsThatThePasswordIsWrong() {
        stage.user("guest", "something else");

        assertThatThrownBy(() -> stage.run("publish", Map.of())).isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("The broker refused the user guest of the secret " + Stage.SECRET);
    }

    @Test
    void refusesAnAddressWithoutTlsUnlessItIsThisMachine() {
        stage.with("BROKER_AMQP_ENDPOINT", broker.amqp().toString());
        assertThat(stage.run("publish", Map.of())).containsEntry("published", 1);

        stage.with("BROKER_AMQP_ENDPOINT", "amqp://broker.example:5672");
        assertThatThrownBy(() -> stage.run("publish", Map.of()))
                .hasMessage(
                        "BROKER_AMQP_ENDPOINT must be amqps://host (given amqp://broker.example:5672 in the "
                                + "environment)");
    }

    @Test
    void namesTheTasksThatThereAre() {
        assertThatThrownBy(() -> stage.run("purge", Map.of()))
                .hasMessage("task must be publish, republish, observe, move or peek (given purge in event)");
    }

    @Test
    void writesNeitherPasswordNorBodiesAnywhere() {
        stage.user("guest", "planted-password");
        assertThatThrownBy(() -> stage.run("publish", Map.of("body", "planted-body"))).satisfies(failure -> assertThat(
                Stream.iterate(failure, cause -> cause != null, Throwable::getCause).map(String::valueOf)).noneMatch(
                        text -> text.contains("planted")));
        assertThat(new BrokerSecret("arn", "user", "planted-password").toString()).doesNotContain("planted");
    }

    private static Map<String, Object> message(Map<String, Object> properties, byte[] body) {
        return Map.of("record",
                Map.of("basicProperties", properties, "data", Base64.getEncoder().encodeToString(body)));
    }

    private static Map<String, Object> withHeader(String text) {
        return message(Map.of("headers", Map.of("h", text)), new byte[]{1});
    }

    private static String text(GetResponse message) {
        return new String(Arrays.copyOf(message.getBody(), message.getBody().length), StandardCharsets.UTF_8);
    }
}
