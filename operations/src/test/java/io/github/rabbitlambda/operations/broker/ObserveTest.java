package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.Stage;

@NeedsRealBroker
class ObserveTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void reportsReadyUnacknowledgedConsumersAndAcknowledged(RealBroker broker) throws Exception {
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            stage.run("publish", Map.of("count", 5));
            try (Connection consuming = broker.connection(stage.virtualHost);
                    Channel channel = consuming.createChannel()) {
                channel.basicQos(3);
                channel.basicConsume("orders", false, (tag, message) -> {
                    if (message.getEnvelope().getDeliveryTag() == 1) {
                        channel.basicAck(1, false);
                    }
                }, tag -> {});
                await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(queues(stage).getFirst()).hasToString(
                                "{queue=orders, ready=1, unacknowledged=3, consumers=1, acknowledged=1}"));
            }
            assertThat(queues(stage)).extracting(queue -> queue.get("queue")).containsExactly("orders", "orders.dead");
        }
    }

    @Test
    void namesAQueueThatIsMissing(RealBroker broker) throws Exception {
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            stage.with("LISTENER_QUEUES", "[\"orders\",\"gone\"]");

            assertThat(stage.run("observe", Map.of())).containsEntry("missing", List.of("gone")).containsKey("note");
            assertThat(stage.run("observe", Map.of("queues", List.of("orders")))).doesNotContainKey("note");
        }
    }

    @Test
    void leavesOutFiguresThatTheBrokerDoesNotHaveYet(RealBroker broker) throws Exception {
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());

            assertThat(queues(stage).getFirst().toString()).startsWith("{queue=orders, ready=").doesNotContain("-1");
        }
    }

    @Test
    void saysThatTheUserHasNoAccess(RealBroker broker) throws Exception {
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            String user = "u" + System.nanoTime();
            broker.client().createUser(user, "password".toCharArray(), List.of("management"));
            stage.user(user, "password");

            if (refusesWhatAUserMayNotSee(broker)) {
                assertThatThrownBy(() -> stage.run("observe", Map.of()))
                        .isInstanceOf(OperationFailedException.class)
                        .hasMessageStartingWith("The broker refused the user " + user
                                + " of the secret " + Stage.SECRET + " when asked to read the queue orders: ");
            } else {
                assertThat(stage.run("observe", Map.of()))
                        .containsEntry("missing", List.of("orders", "orders.dead"))
                        .containsEntry("note", "what is missing does not exist, or the user " + user
                                + " of the secret " + Stage.SECRET + " may not see it");
            }
        }
    }

    /** 3.10 and 4.0 answer 401, 4.3 answers 404. */
    private static boolean refusesWhatAUserMayNotSee(RealBroker broker) throws Exception {
        return Version.parse(broker.client().getOverview().getServerVersion()).compareTo(Version.parse("4.3")) < 0;
    }

    @Test
    void writesOneLineOfMetricsAQueue(RealBroker broker) throws Exception {
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            BrokerSettings settings = BrokerSettings.fromEnvironment(stage.environment);
            ManagementApi api = new ManagementApi(settings.management(), new BrokerSecret("arn", "guest", "guest"),
                    broker.trust(), new BrokerRetry(Duration.ofSeconds(5), Duration.ofMillis(50)));

            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> queues(stage).stream()
                            .allMatch(queue -> queue.get("ready") != null));
            new ObserveTask(settings, () -> api, Optional.empty(), new EmbeddedMetrics(CLOCK),
                    new PrintStream(output, true, StandardCharsets.UTF_8)).observe(
                            new Input("event", Map.of()));

            List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSize(3);
            assertThat(lines.getLast()).contains("\"QueuesWithoutCounts\":0");
            JsonNode line = new ObjectMapper().readTree(lines.getFirst());
            assertThat(line.at("/_aws/Timestamp").longValue()).isEqualTo(CLOCK.millis());
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").textValue()).isEqualTo("RabbitLambda");
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                    .isEqualTo("[[\"Broker\",\"VirtualHost\",\"Queue\"]]");
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0").toString())
                    .isEqualTo("{\"Name\":\"MessagesReady\",\"Unit\":\"Count\"}");
            assertThat(line.get("Broker").textValue()).isEqualTo("orders-broker");
            assertThat(line.get("Queue").textValue()).isEqualTo("orders");
            assertThat(line.get("MessagesReady").isIntegralNumber()).isTrue();
            assertThat(line.get("Consumers").intValue()).isZero();
            assertThat(line.get("MessagesAcknowledged").isIntegralNumber()).isTrue();
            assertThat(line.get("MessagesAcknowledged").intValue()).isZero();
            assertThat(lines.get(1)).as("nothing consumes dead letters").doesNotContain("MessagesAcknowledged");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> queues(Stage stage) {
        return (List<Map<String, Object>>) stage.run("observe", Map.of()).get("queues");
    }
}
