package io.github.rabbitlambda.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.function.S3Server;
import io.github.rabbitlambda.function.SqsServer;
import io.github.rabbitlambda.function.TestCredentials;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;

/** What the drill's functions call, their settings, and what they leave behind in files and queues. */
final class DrillServices implements AutoCloseable {
    private static final String BUCKET = "failures";
    /** Short, because a message that stops the process costs it more than once. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    /** Of that for parking: in a new process SQS's client takes seconds on a busy machine. */
    private static final Duration RESERVE = Duration.ofSeconds(11);

    private final Path directory;
    private final SqsServer sqs = new SqsServer();
    private final S3Server s3 = new S3Server();
    private final Gate gate;

    /** Writes into the directory. */
    DrillServices(Path directory) throws IOException {
        this.directory = directory;
        gate = new Gate(sqs.endpoint());
        s3.createBucket(BUCKET);
    }

    FunctionSettings function(int concurrency) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("LEDGER", ledger(concurrency).toString(),
                "OUTAGE", outage().toString(), "AWS_ACCESS_KEY_ID", TestCredentials.ID, "AWS_SECRET_ACCESS_KEY",
                TestCredentials.SECRET, "AWS_ENDPOINT_URL_SQS", gate.endpoint().toString(), "AWS_ENDPOINT_URL_S3",
                s3.endpoint().toString()));
        environment.putAll(Map.of("LISTENER_FAILURE_QUEUE_URL", failures(concurrency), "LISTENER_FAILURE_BUCKET",
                BUCKET, "LISTENER_CONCURRENCY", String.valueOf(concurrency), "LISTENER_BACKOFF_MILLIS", "5",
                "LISTENER_OUTAGE_HOLD", "1", "LISTENER_MESSAGE_SECONDS", "1", "LISTENER_RESERVE_MILLIS",
                String.valueOf(RESERVE.toMillis())));
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, DrillFunction.class,
                PoisonListener.class, Poison.class, PoisonEffect.class, Ledger.class, BatchOrder.class);
        return new FunctionSettings(archive, DrillFunction.class.getName(), null, TIMEOUT, 384, environment,
                RuntimeClient.NATIVE);
    }

    private Path ledger(int concurrency) {
        return directory.resolve("ledger-" + concurrency);
    }

    private String failures(int concurrency) {
        return sqs.createQueue("failures-" + concurrency);
    }

    private Path outage() {
        return directory.resolve("outage");
    }

    void holdSqsOutage(Duration length) throws IOException, InterruptedException {
        gate.shut();
        Thread.sleep(length); // the length of the outage is under test
        gate.open();
    }

    void holdDownstreamOutage(Duration length) throws IOException, InterruptedException {
        Files.createFile(outage());
        Thread.sleep(length); // the length of the outage is under test
        Files.delete(outage());
    }

    /** What became of a run's messages; a later call does not get what is parked. */
    DrillResult result(int concurrency, DrillRun run) throws IOException {
        return new DrillResult("concurrency " + concurrency, run.sent(),
                BatchOrder.read(Ledger.read(ledger(concurrency))),
                Ledger.read(PoisonListener.attempts(ledger(concurrency))), parked(failures(concurrency)),
                run.deadLettered());
    }

    /** The parked texts; those that are in the bucket are read from there. */
    private List<JsonNode> parked(String queue) throws IOException {
        JsonMapper json = new JsonMapper();
        List<JsonNode> parked = new ArrayList<>();
        for (String body : sqs.drain(queue)) {
            JsonNode text = json.readTree(body);
            parked.add(text.path("record").isNull()
                    ? json.readTree(s3.object(BUCKET, text.at("/object/key").asText()))
                    : text);
        }
        return parked;
    }

    @Override
    public void close() throws IOException {
        gate.close();
        s3.close();
        sqs.close();
    }
}
