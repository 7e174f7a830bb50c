package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.function.S3Server;
import io.github.rabbitlambda.function.SqsServer;
import io.github.rabbitlambda.function.TestCredentials;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;

/** The messages of {@link UsualHandlersTest}, in the same batches, with this project's listener. */
@NeedsRabbitMq
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ThisListenerTest {
    private static final int FROM = 50;
    private static final int TO = 4050;
    private static final int DELIVERY_LIMIT = 20;
    private static final String BUCKET = "failures";
    private static final List<String> POISON = List.of("500", "1500", "2500");

    @TempDir
    Path directory;

    private final RabbitMqNode node = RabbitMq.node();
    private SqsServer sqs;
    private S3Server s3;
    private String failures;

    @BeforeEach
    void startServers() throws IOException {
        sqs = new SqsServer();
        s3 = new S3Server();
        s3.createBucket(BUCKET);
        failures = sqs.createQueue("failures");
    }

    @AfterEach
    void stopServers() {
        s3.close();
        sqs.close();
    }

    @Test
    void parksThePoisonOfAClassicQueueAndProcessesTheRestOnce() throws Exception {
        String deadLetters = RabbitMq.declare(node, Map.of("x-queue-type", "classic"));
        String queue = RabbitMq.declare(node, Map.of("x-queue-type", "classic", "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", deadLetters));

        assertOnlyPoisonIsParked("classic", new DrillQueue(node, queue, deadLetters));
    }

    @Test
    void parksThePoisonOfAQuorumQueueAndProcessesTheRestOnce() throws Exception {
        assertOnlyPoisonIsParked("quorum", DrillQueue.declare(node, DELIVERY_LIMIT));
    }

    private void assertOnlyPoisonIsParked(String kind, DrillQueue queue) throws Exception {
        PromptMapping mapping = run(queue);

        assertThat(mapping.failedSizes()).isEmpty();
        List<String> good = IntStream.range(FROM, TO).mapToObj(Integer::toString)
                .filter(id -> !POISON.contains(id)).toList();
        assertThat(Ledger.read(directory.resolve("ledger"))).containsExactlyInAnyOrderElementsOf(good);
        assertThat(sqs.drain(failures)).hasSize(POISON.size());
        assertThat(RabbitMq.ready(node, queue.name())).isZero();
        assertThat(queue.deadLettered()).isZero();
        System.out.printf("this listener, %s queue: %d messages, %d processed once, %d parked, no batch came back%n",
                kind,
                TO - FROM, good.size(), POISON.size());
    }

    private PromptMapping run(DrillQueue queue) throws Exception {
        queue.publish(FROM, TO);
        try (LambdaFunction function = new LambdaFunction(settings(), line -> {})) {
            assertThat(function.start()).isNull();
            PromptMapping mapping = new PromptMapping(queue, TO - FROM, function, 1);
            mapping.run();
            return mapping;
        }
    }

    private FunctionSettings settings() throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(Map.of("LEDGER", directory.resolve("ledger").toString(),
                "OUTAGE", directory.resolve("outage").toString(), "LISTENER_FAILURE_QUEUE_URL", failures,
                "LISTENER_FAILURE_BUCKET", BUCKET, "AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3", s3.endpoint().toString(), "AWS_ACCESS_KEY_ID", TestCredentials.ID,
                "AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET));
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, PoisonListener.class,
                Poison.class, PoisonEffect.class, Ledger.class);
        return new FunctionSettings(archive, PoisonListener.class.getName(), null, Duration.ofSeconds(60), 1024,
                environment,
                RuntimeClient.NATIVE);
    }
}
