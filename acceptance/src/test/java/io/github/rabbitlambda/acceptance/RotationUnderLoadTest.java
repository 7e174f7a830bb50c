package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;

import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;
import io.github.rabbitlambda.operations.AwsService;
import io.github.rabbitlambda.operations.BrokerRetry;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.broker.BrokerSecret;
import io.github.rabbitlambda.operations.broker.BrokerTasks;
import io.github.rabbitlambda.operations.broker.SecretStore;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Passwords rotate while messages are published and consumed: nothing is lost, and the broker refuses no login, whether the
 * mapping goes on with the login that it has or reads the secret again.
 */
@NeedsRabbitMq
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RotationUnderLoadTest {
    private static final int ROTATIONS = Math.max(4, Drill.scaled(20));
    private static final String QUEUE = "orders";
    private static final String PREFIX = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
    private static final String ADMINISTRATOR = PREFIX + "administrator-AbCdEf";
    private static final String CONSUMER = PREFIX + "consumer-AbCdEf";
    private static final String PUBLISHER = PREFIX + "publisher-AbCdEf";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream reported = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(reported, true, StandardCharsets.UTF_8), 0);
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicBoolean publishing = new AtomicBoolean(true);
    private final Map<String, String> environment = new LinkedHashMap<>();
    private RabbitMqNode node;
    private AwsService service;
    private SecretStore secrets;

    /** A mapping that reads with the login that the secret held when it was made. */
    private final class RunningMapping implements AutoCloseable {
        private final LambdaFunction function;
        private final LocalEventSource source;
        private final Future<?> run;

        RunningMapping(ExecutorService threads) throws Exception {
            function = new LambdaFunction(settings(), line -> {});
            source = new LocalEventSource(mapping(), function, report);
            run = threads.submit(() -> {
                source.run();
                return null;
            });
        }

        @Override
        public void close() {
            source.stop();
            await().atMost(Duration.ofMinutes(1)).until(run::isDone);
            assertThat(run.state()).isEqualTo(Future.State.SUCCESS);
            function.close();
        }
    }

    @Test
    void nothingIsLostAndNoLoginIsRefused() throws Exception {
        try (RabbitMqNode started = RabbitMq.start(Optional.empty());
                AwsService answering = new AwsService();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            node = started;
            service = answering;
            makeUsers();
            Future<?> publisher = threads.submit(this::publish);
            int refused = rotateWhileConsumed(threads);
            publishing.set(false);
            publisher.get();
            try (RunningMapping last = new RunningMapping(threads)) {
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> last.run.isDone() || processed().size() == published.get());
            }

            assertThat(processed()).hasSize(published.get());
            assertThat(refused).isZero();
            System.out.printf(
                    "rotation under load: %d rotations, %d messages published and processed, %d logins refused%n",
                    ROTATIONS, published.get(), refused);
        }
    }

    private void makeUsers() {
        secrets = new SecretStore(service);
        secrets.put(ADMINISTRATOR, "guest", "guest");
        secrets.put(CONSUMER, "consumer-a", "first-of-consumer");
        secrets.put(PUBLISHER, "publisher-a", "first-of-publisher");
        environment.put("BROKER_AMQP_ENDPOINT", "amqp://127.0.0.1:" + node.uri().port());
        environment.put("BROKER_MANAGEMENT_URL", "http://127.0.0.1:" + node.managementPort());
        environment.put("BROKER_NAME", "orders-broker");
        environment.put("BROKER_SECRET_ARN", ADMINISTRATOR);
        environment.put("CONSUMER_SECRET_ARN", CONSUMER);
        environment.put("PUBLISHER_SECRET_ARN", PUBLISHER);
        environment.put("LISTENER_QUEUES", "[\"" + QUEUE + "\"]");
        tasks().handleRequest(Map.of("RequestType", "Create", "ResourceProperties", Map.of("VirtualHost", "/", "Queues",
                List.of(QUEUE), "DeadLetterExchange", "orders.dead", "DeadLetterQueue", "orders.dead", "DeliveryLimit",
                "100")), Invocation.fresh());
    }

    private BrokerTasks tasks() {
        try {
            return new BrokerTasks(environment, service.client(SecretsManagerClient.builder()), SSLContext.getDefault(),
                    new BrokerRetry(Duration.ofMinutes(1), Duration.ofMillis(100)),
                    new PrintStream(OutputStream.nullOutputStream()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Each rotation happens while a mapping reads. Its connection is cut afterwards, so that it logs in again as the former
     * user; then another mapping takes its place and reads the secret again.
     */
    private int rotateWhileConsumed(ExecutorService threads) throws Exception {
        int refused = 0;
        for (int number = 1; number <= ROTATIONS; number++) {
            try (RunningMapping mapping = new RunningMapping(threads)) {
                awaitProgress(mapping);
                rotate(CONSUMER);
                if (number % 2 == 0) {
                    rotate(PUBLISHER);
                }
                if (number == ROTATIONS / 2) {
                    refused += refusedLogins();
                    node.kill();
                    node.restart();
                } else {
                    RabbitMq.cutMappings(node);
                }
                awaitProgress(mapping);
            }
        }
        return refused + refusedLogins();
    }

    private void awaitProgress(RunningMapping mapping) {
        int before = processed().size();
        await().atMost(Duration.ofMinutes(1)).until(() -> mapping.run.isDone() || processed().size() > before + 50);
        assertThat(mapping.run).isNotDone();
    }

    private void rotate(String arn) {
        String version = secrets.begin(arn);
        List.of("createSecret", "setSecret", "testSecret", "finishSecret").forEach(step -> tasks()
                .handleRequest(Map.of("Step", step, "SecretId", arn, "ClientRequestToken", version),
                        Invocation.fresh()));
    }

    /** How many logins the node has refused since it started. */
    private int refusedLogins() throws Exception {
        String address = "http://127.0.0.1:%d/api/auth/attempts/%s".formatted(node.managementPort(),
                RabbitMq.management(node).getNodes().getFirst().getName());
        String guest = Base64.getEncoder().encodeToString("guest:guest".getBytes(StandardCharsets.UTF_8));
        String answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Basic " + guest).build(),
                BodyHandlers.ofString()).body();
        JsonNode attempts = new ObjectMapper().readTree(answer);
        assertThat(attempts).as(answer).isNotEmpty().allMatch(protocol -> protocol.has("auth_attempts_failed"));
        int refused = 0;
        for (JsonNode protocol : attempts) {
            refused += protocol.path("auth_attempts_failed").asInt();
        }
        return refused;
    }

    private void publish() {
        while (publishing.get()) {
            try (Connection connection = publisherConnection(); Channel channel = connection.createChannel()) {
                channel.confirmSelect();
                for (int i = 0; i < 50; i++) {
                    channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC,
                            Integer.toString(published.get()).getBytes(StandardCharsets.UTF_8));
                    channel.waitForConfirmsOrDie(10_000);
                    published.incrementAndGet();
                }
            } catch (Exception brokerIsAway) {
                // its last message is published again: it was confirmed or not
                assertThat(brokerIsAway).isNotInstanceOf(PossibleAuthenticationFailureException.class);
            }
        }
    }

    private Connection publisherConnection() throws Exception {
        BrokerSecret login = secrets.current(PUBLISHER);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(node.uri().port());
        factory.setUsername(login.username());
        factory.setPassword(login.password());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection("publisher");
    }

    private MappingSettings mapping() {
        BrokerSecret login = secrets.current(CONSUMER);
        BrokerUri uri = new BrokerUri(false, "127.0.0.1", node.uri().port(), login.username(), login.password(), "/");
        QueueSettings consumed = new QueueSettings(uri, null, QUEUE, 100, false);
        BatchSettings batch = new BatchSettings(100, Duration.ofMillis(100), BatchSettings.EVENT_BYTES);
        return new MappingSettings(consumed, batch, Filters.of(List.of()), MappingSettings.DEFAULT_ARN, OnError.NACK,
                Long.MAX_VALUE, false);
    }

    private Set<String> processed() {
        try {
            return new HashSet<>(Ledger.read(directory.resolve("ledger")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private FunctionSettings settings() throws Exception {
        return new FunctionSettings(
                FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, LedgerListener.class, Ledger.class),
                LedgerListener.class.getName(), null, Duration.ofSeconds(60), 512,
                Map.of("LEDGER", directory.resolve("ledger").toString()), RuntimeClient.NATIVE);
    }
}
