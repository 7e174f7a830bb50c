package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.sun.net.httpserver.HttpServer;
import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@NeedsRealBroker
class ObserveFromPrometheusTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private HttpServer fake;

    @AfterEach
    void stop() {
        if (fake != null) {
            fake.stop(0);
        }
    }

    private Map<String, Object> observe(Stage stage) {
        return new BrokerTasks(stage.environment, stage.secrets.client(SecretsManagerClient.builder()),
                stage.broker.trust(), new BrokerRetry(Duration.ofSeconds(20), Duration.ofMillis(50)),
                new PrintStream(log, true, StandardCharsets.UTF_8))
                .handleRequest(Map.of("task", "observe"), Invocation.fresh());
    }

    private List<String> lines() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void readsTheSameFiguresAsTheManagementApi(RealBroker any) throws Exception {
        assumeThat(any.version().text()).as("RabbitMQ before 4 does not ask for a password here")
                .doesNotStartWith("3.");
        try (RealBroker broker = RealBroker.withMetrics(); Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            stage.run("publish", Map.of("count", 5));
            consumeOneOf(broker, stage);
            stage.with("BROKER_METRICS_URL", broker.metrics().toString());

            // the management API would be asked at an address where nothing answers
            String management = stage.environment.put("BROKER_MANAGEMENT_URL", "https://localhost:1");
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).ignoreExceptions()
                    .untilAsserted(() -> assertThat(observe(stage).get("queues").toString()).isEqualTo(
                            "[{queue=orders, ready=4, unacknowledged=0, consumers=0, acknowledged=1}, "
                                    + "{queue=orders.dead, ready=0, unacknowledged=0, consumers=0, acknowledged=0}]"));
            assertThat(lines().getLast()).contains("\"QueuesWithoutCounts\":0");

            stage.with("BROKER_MANAGEMENT_URL", management).environment.remove("BROKER_METRICS_URL");
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(observe(stage).get("queues").toString())
                            .startsWith("[{queue=orders, ready=4, unacknowledged=0, consumers=0, acknowledged=1}"));
        }
    }

    private static void consumeOneOf(RealBroker broker, Stage stage) throws Exception {
        try (Connection connection = broker.connection(stage.virtualHost);
                Channel channel = connection.createChannel()) {
            channel.basicAck(channel.basicGet("orders", false).getEnvelope().getDeliveryTag(), false);
        }
    }

    // where Amazon MQ serves the metrics is an assumption: a wrong one costs a line in the log
    @Test
    void readsTheManagementApiWhereThereAreNoMetrics(RealBroker broker) throws Exception {
        try (Stage stage = new Stage(broker)) {
            stage.declare(stage.properties());
            stage.with("BROKER_METRICS_URL", broker.management().toString());

            assertThat(observe(stage).get("queues").toString()).contains("queue=orders,", "queue=orders.dead,");
            assertThat(lines().getFirst()).isEqualTo("The broker's metrics can't be read at " + broker.management()
                    + "/metrics/detailed: it answered status 404 and no metrics. The management API is read instead");
        }
    }

    // what rabbitmq-server #16974 leaves of a queue
    @Test
    void tellsOfAQueueWithoutCounts() throws Exception {
        fake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fake.createContext("/", exchange -> {
            byte[] answer = "{\"name\":\"orders\",\"vhost\":\"/\",\"durable\":true,\"arguments\":{}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith("/orders") ? 200 : 404,
                    answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        fake.start();

        Map<String, Object> result = task("http://127.0.0.1:" + fake.getAddress().getPort())
                .observe(new Input("event", Map.of()));

        assertThat(result).containsEntry("withoutCounts", List.of("orders")).containsEntry("missing",
                List.of("orders.dead"));
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).contains("\"MessagesAcknowledged\":0").doesNotContain("MessagesReady",
                "MessagesWaiting");
        assertThat(lines().get(1)).startsWith("The broker has no message counts of the queue orders, so its metrics and"
                + " alarms have no data.");
        assertThat(lines().get(2)).contains("\"Dimensions\":[[\"Broker\",\"VirtualHost\"]]",
                "\"QueuesWithoutCounts\":2");
    }

    @Test
    void writesWhatTheEndpointKnowsAlsoIfTheManagementApiIsAway() throws Exception {
        fake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        fake.createContext("/", exchange -> {
            byte[] answer = Stream.of("messages_ready", "messages_unacked", "messages", "consumers")
                    .map(name -> "rabbitmq_detailed_queue_" + name + "{vhost=\"/\",queue=\"orders\"} 7")
                    .collect(Collectors.joining("\n", "# HELP\n", "\n")).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        fake.start();
        MetricsEndpoint endpoint = new MetricsEndpoint(
                URI.create("http://127.0.0.1:" + fake.getAddress().getPort()),
                new BrokerSecret("arn", "guest", "guest"),
                SSLContext.getDefault());

        assertThatThrownBy(
                () -> task("http://127.0.0.1:1", Optional.of(endpoint)).observe(new Input("event", Map.of())))
                .isInstanceOf(OperationFailedException.class);

        assertThat(lines()).singleElement().asString().contains("\"Queue\":\"orders\"", "\"MessagesReady\":7");
    }

    private ObserveTask task(String management) throws Exception {
        return task(management, Optional.empty());
    }

    private ObserveTask task(String management, Optional<MetricsEndpoint> endpoint) throws Exception {
        BrokerSettings settings = BrokerSettings.fromEnvironment(Map.of("BROKER_AMQP_ENDPOINT", "amqps://localhost:1",
                "BROKER_MANAGEMENT_URL", management, "BROKER_SECRET_ARN", "arn", "BROKER_NAME", "orders-broker",
                "LISTENER_QUEUES", "[\"orders\"]", "DEAD_LETTER_QUEUE", "orders.dead"));
        ManagementApi api = new ManagementApi(URI.create(management), new BrokerSecret("arn", "guest", "guest"),
                SSLContext.getDefault(), new BrokerRetry(Duration.ofSeconds(1), Duration.ofMillis(50)));
        return new ObserveTask(settings, () -> api, endpoint,
                new EmbeddedMetrics(Clock.systemUTC()),
                new PrintStream(log, true, StandardCharsets.UTF_8));
    }
}
