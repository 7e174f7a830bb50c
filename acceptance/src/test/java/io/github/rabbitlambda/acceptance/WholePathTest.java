package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.function.SqsServer;
import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.MappingSettings;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.LambdaFunction;
import io.github.rabbitlambda.local.invoke.Outcome;

/**
 * Runs a stack's template on this machine: the queues that its topology declares, the jars that it uploads and the
 * settings that it sets. The listener processes what BrokerTasks publishes.
 */
@NeedsRabbitMq
@Timeout(180)
class WholePathTest {
    private static final int MESSAGES = 300;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern RECEIVED = Pattern.compile("received (\\S+) id=([0-9a-f-]{36}) ");

    @TempDir
    Path directory;

    private final List<String> tasksOutput = new CopyOnWriteArrayList<>();
    private final List<String> listenerOutput = new CopyOnWriteArrayList<>();
    private final FakeAws aws = new FakeAws();
    private final SqsServer sqs = new SqsServer();
    private String failures;

    WholePathTest() throws Exception {}

    @BeforeEach
    void createFailureQueue() {
        failures = sqs.createQueue("failures");
    }

    @AfterEach
    void stopServers() {
        sqs.close();
        aws.close();
    }

    @Test
    void processesWhatIsPublishedToTheStacksQueue() throws Exception {
        DeployedStack stack = DeployedStack.isolated(directory, Map.of());
        processesWhatIsPublished(stack, stack.function("Listener"), "messages");
    }

    @Test
    void processesWhatIsPublishedToTheStacksShardsInAVirtualHostOfItsOwn() throws Exception {
        DeployedStack stack = DeployedStack.isolated(directory, Map.of("shards", "3", "virtualHost", "shop"));
        processesWhatIsPublished(stack, stack.function("Listener").asLibrary(directory), "messages.1", "messages.2",
                "messages.3");
    }

    private void processesWhatIsPublished(DeployedStack stack, DeployedFunction listener, String... queues)
            throws Exception {
        PrivateBroker broker = new PrivateBroker(RabbitMq.node(), stack.virtualHost());
        Map<String, String> endpoints = Map.of("AWS_ENDPOINT_URL_SECRETS_MANAGER", aws.endpoint().toString());
        try (LambdaFunction tasks = new LambdaFunction(stack.function("BrokerTasks").settings(broker.ids(), endpoints),
                tasksOutput::add)) {
            invoke(tasks, stack.declaration());
            invoke(tasks, Map.of("task", "publish", "count", MESSAGES));
            awaitObserved(tasks, MESSAGES, queues);
            List<MappingSettings> mappings = stack.mappings().stream()
                    .map(mapping -> broker.mapping(mapping, Long.MAX_VALUE)).toList();
            assertThat(mappings).extracting(mapping -> mapping.queue().queue()).containsExactly(queues);
            process(mappings, settings(listener));
            awaitObserved(tasks, 0, queues);
        }
        assertThat(received()).hasSize(MESSAGES).doesNotHaveDuplicates();
        assertThat(String.join("\n", listenerOutput)).contains(queues);
        for (String queue : queues) {
            assertThat(broker.<Long>with(channel -> channel.messageCount(queue))).as(queue).isZero();
        }
        assertThat(sqs.drain(failures)).isEmpty();
    }

    private FunctionSettings settings(DeployedFunction listener) {
        return listener.settings(
                Map.of("LISTENER_FAILURE_QUEUE_URL", failures, "LISTENER_FAILURE_BUCKET", "never-used"),
                Map.of("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString()));
    }

    private static void invoke(LambdaFunction function, Map<String, Object> event) throws Exception {
        Outcome outcome = function.invoke(JSON.writeValueAsBytes(event));
        assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Succeeded.class);
    }

    /** Runs all mappings concurrently, each with a function of its own, until every message was received. */
    private void process(List<MappingSettings> mappings, FunctionSettings listener) throws Exception {
        List<LambdaFunction> functions = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<LocalEventSource, Future<?>> runs = new LinkedHashMap<>();
            for (MappingSettings mapping : mappings) {
                functions.add(new LambdaFunction(listener, listenerOutput::add));
                LocalEventSource source = new LocalEventSource(mapping, functions.getLast(),
                        new Report(new PrintStream(OutputStream.nullOutputStream()), 0));
                runs.put(source, threads.submit(() -> {
                    source.run();
                    return null;
                }));
            }
            try {
                await().atMost(Duration.ofMinutes(1)).until(
                        () -> received().size() >= MESSAGES || runs.values().stream().anyMatch(Future::isDone));
            } finally {
                runs.keySet().forEach(LocalEventSource::stop);
            }
            for (Future<?> run : runs.values()) {
                run.get();
            }
        } finally {
            functions.forEach(LambdaFunction::close);
        }
    }

    private List<String> received() {
        return listenerOutput.stream().map(RECEIVED::matcher).filter(line -> line.find()).map(line -> line.group(2))
                .toList();
    }

    /** Waits, because the broker updates the figures for metrics only at intervals. */
    private void awaitObserved(LambdaFunction tasks, int ready, String... queues) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            invoke(tasks, Map.of("task", "observe"));
            assertThat(observed()).containsKeys(queues).containsKey("messages.dead-letter");
            assertThat(observed().values().stream().mapToInt(line -> line.path("MessagesReady").asInt()).sum())
                    .isEqualTo(ready);
            assertThat(observed().values()).allSatisfy(
                    line -> assertThat(line.path("MessagesUnacknowledged").asInt(-1)).isZero());
        });
    }

    /** The latest metrics line of each queue. */
    private Map<String, JsonNode> observed() throws Exception {
        Map<String, JsonNode> observed = new LinkedHashMap<>();
        for (String line : tasksOutput) {
            if (line.startsWith("{\"_aws\"")) {
                JsonNode metrics = JSON.readTree(line);
                if (metrics.has("Queue")) {
                    observed.put(metrics.get("Queue").textValue(), metrics);
                }
            }
        }
        return observed;
    }
}
