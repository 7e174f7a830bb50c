package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.github.rabbitlambda.function.S3Server;
import io.github.rabbitlambda.function.SqsServer;
import io.github.rabbitlambda.local.LocalEventSource;
import io.github.rabbitlambda.local.Report;
import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.LambdaFunction;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * A message that the listener parked returns from the failure queue unchanged. The functions, queues and settings are
 * those of a stack; only GetSecretValue and Invoke are faked.
 */
@NeedsRabbitMq
@Timeout(180)
class ReplayRoundTripTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BUCKET = "parked";
    private static final String QUEUE = "messages";
    private static final String GONE = "gone";
    private static final String MIRROR = "mirror";
    private static final String LOOSE = "loose";
    private static final Date TIME = Date.from(Instant.parse("2023-07-02T01:30:34Z"));

    /** A message as a consumer receives it. */
    private record Received(BasicProperties properties, ByteBuffer body) {
        String id() {
            return String.valueOf(properties.getMessageId());
        }
    }

    private record Sent(BasicProperties properties, byte[] body) {}

    @TempDir
    static Path directory;

    private static final SqsServer SQS = new SqsServer();
    private static final S3Server S3 = new S3Server();
    private static PrivateBroker broker;
    private static String failures;
    private static List<Received> published;
    private static List<Received> replayed;
    private static int objectsWhileParked;
    private static JsonNode answer;
    private static List<String> leftInSqs;

    @BeforeAll
    static void parkAndReplay() throws Exception {
        DeployedStack stack = DeployedStack.isolated(directory.resolve("stack"),
                Map.of("virtualHost", "replayed", "environment", "{\"LISTENER_BACKOFF_MILLIS\":\"1\"}"));
        broker = new PrivateBroker(RabbitMq.node(), stack.virtualHost());
        S3.createBucket(BUCKET);
        failures = SQS.createQueue("failures");
        try (FakeAws aws = new FakeAws();
                AnsweringFunction tasks = new AnsweringFunction(directory.resolve("tasks"),
                        stack.function("BrokerTasks"),
                        broker.ids(),
                        Map.of("AWS_ENDPOINT_URL_SECRETS_MANAGER", aws.endpoint().toString()));
                AnsweringFunction replay = replay(stack, aws)) {
            aws.onInvoke(tasks::answer);
            tasks.answer(JSON.writeValueAsBytes(stack.declaration()));
            publish();
            park(stack);
            objectsWhileParked = objects();
            answer = JSON.readTree(replay.answer("{\"source\":\"parked\"}".getBytes(StandardCharsets.UTF_8)));
        }
        replayed = broker.with(channel -> consume(channel, QUEUE));
        leftInSqs = SQS.drain(failures);
    }

    @AfterAll
    static void stopServers() {
        S3.close();
        SQS.close();
    }

    private static AnsweringFunction replay(DeployedStack stack, FakeAws aws) throws Exception {
        Map<String, String> ids = Map.of("BROKER_TASKS_ARN", FakeAws.FUNCTION, "FAILURE_QUEUE_URL", failures);
        Map<String, String> endpoints = Map.of("AWS_ENDPOINT_URL_SQS", SQS.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3", S3.endpoint().toString(), "AWS_ENDPOINT_URL_LAMBDA", aws.endpoint().toString());
        return new AnsweringFunction(directory.resolve("replay"), stack.function("Replay"), ids, endpoints);
    }

    /** Publishes every message twice: to the listener's queue, and to a queue from which a consumer takes it at once. */
    private static void publish() throws Exception {
        published = broker.with(channel -> {
            for (String extra : List.of(GONE, MIRROR)) {
                channel.queueDeclare(extra, true, false, false, RabbitMq.QUORUM);
            }
            channel.confirmSelect();
            for (Sent message : messages()) {
                for (String queue : List.of(QUEUE, MIRROR)) {
                    channel.basicPublish("", queue, message.properties(), message.body());
                }
            }
            channel.basicPublish("", GONE, new BasicProperties.Builder().messageId(GONE).build(), new byte[]{1});
            channel.waitForConfirmsOrDie(60_000);
            return consume(channel, MIRROR);
        });
    }

    private static List<Sent> messages() {
        BasicProperties everything = new BasicProperties("text/plain; charset=utf-8", "identity", exactHeaders(), 2, 5,
                "c-1",
                "answers", "3600000", "everything", TIME, "order", null, "shop", "cluster");
        byte[] binary = new byte[256];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }
        byte[] large = new byte[400_000];
        new Random(20261122).nextBytes(large);
        return List.of(new Sent(everything, "äöü €".getBytes(StandardCharsets.UTF_8)),
                new Sent(new BasicProperties(), new byte[0]),
                new Sent(named("no headers").headers(Map.of()).deliveryMode(1).priority(0).build(), binary),
                new Sent(named("large").deliveryMode(2).build(), large),
                new Sent(named(LOOSE).headers(looseHeaders()).build(), new byte[]{1}));
    }

    private static BasicProperties.Builder named(String id) {
        return new BasicProperties.Builder().messageId(id);
    }

    private static Map<String, Object> exactHeaders() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("text", "é€ and \"quotes\"");
        headers.put("text like a time", "Jul 2, 2023, 1:30:34 AM");
        headers.put("empty text", "");
        headers.put("int", -10);
        headers.put("long", 9_007_199_254_740_993L);
        headers.put("double", 2.25);
        headers.put("flag", true);
        headers.put("void", null);
        headers.put("time", TIME);
        headers.put("table", Map.of("inner", Map.of("innermost", "v")));
        headers.put("array", Arrays.asList("x", 2, null, List.of(false)));
        return headers;
    }

    /** Headers whose types are the same in JSON. */
    private static Map<String, Object> looseHeaders() {
        return Map.of("byte", (byte) -3, "short", (short) 7, "small long", 8L, "float", 1.5f, "decimal",
                new BigDecimal("12.34"), "bytes", new byte[]{1, -2});
    }

    private static List<Received> consume(Channel channel, String queue) throws Exception {
        List<Received> received = new ArrayList<>();
        for (GetResponse got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue, true)) {
            assertThat(got.getEnvelope().getExchange()).isEmpty();
            assertThat(got.getEnvelope().getRoutingKey()).isEqualTo(queue);
            received.add(new Received(got.getProps(), ByteBuffer.wrap(got.getBody())));
        }
        return received;
    }

    /** Has the listener refuse all messages of both queues, then deletes one queue. */
    private static void park(DeployedStack stack) throws Exception {
        FunctionSettings listener = stack.function("Listener").settings(
                FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, RefusingListener.class),
                RefusingListener.class.getName(),
                Map.of("LISTENER_FAILURE_QUEUE_URL", failures, "LISTENER_FAILURE_BUCKET", BUCKET),
                Map.of("AWS_ENDPOINT_URL_SQS", SQS.endpoint().toString(), "AWS_ENDPOINT_URL_S3",
                        S3.endpoint().toString()));
        Report report = new Report(new PrintStream(OutputStream.nullOutputStream()), 0);
        try (LambdaFunction function = new LambdaFunction(listener, line -> {})) {
            JsonNode mapping = stack.mappings().getFirst();
            new LocalEventSource(broker.mapping(mapping, messages().size()), function, report).run();
            new LocalEventSource(broker.mapping(GONE, 1, 1), function, report).run();
        }
        broker.with(channel -> {
            assertThat(channel.messageCount(QUEUE)).isZero();
            return channel.queueDelete(GONE);
        });
    }

    private static int objects() {
        try (S3Client client = S3.client()) {
            return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().size();
        }
    }

    @Test
    void restoresEveryPropertyEveryHeaderAndEveryByte() {
        assertThat(replayed).extracting(Received::id)
                .containsExactlyInAnyOrderElementsOf(published.stream().map(Received::id).toList());
        assertThat(without(LOOSE, replayed)).hasSize(4).containsExactlyInAnyOrderElementsOf(without(LOOSE, published));
    }

    private static List<Received> without(String id, List<Received> messages) {
        return messages.stream().filter(message -> !message.id().equals(id)).toList();
    }

    @Test
    void restoresNumbersThatTheEventDoesNotDistinguishAsTheLikeliestType() {
        Map<String, Object> headers = replayed.stream().filter(message -> message.id().equals(LOOSE)).findFirst()
                .orElseThrow().properties().getHeaders();
        // the broker adds a header of its own to every delivery of a quorum queue
        assertThat(headers).containsAllEntriesOf(Map.of("byte", -3, "short", 7, "small long", 8, "float",
                1.5, "decimal", 12.34, "bytes", List.of(1, -2)));
    }

    @Test
    void leavesOnlyWhatNobodyWouldRead() throws Exception {
        assertThat(answer.get("replayed").intValue()).isEqualTo(published.size());
        assertThat(answer.get("looked").intValue()).isEqualTo(published.size() + 1);
        assertThat(answer.get("left").intValue()).isEqualTo(1);
        assertThat(answer.get("failures")).hasSize(1);
        assertThat(answer.at("/failures/0").textValue()).startsWith(GONE + " (")
                .contains(" in SQS): it comes from the queue %s, and this stack reads %s now, so nobody would read it: "
                        .formatted(GONE, QUEUE));
        assertThat(leftInSqs).hasSize(1);
        assertThat(JSON.readTree(leftInSqs.getFirst()).at("/record/basicProperties/messageId").textValue())
                .isEqualTo(GONE);
    }

    @Test
    void removesALargeMessageFromTheBucket() {
        assertThat(objectsWhileParked).isEqualTo(1);
        assertThat(objects()).isZero();
    }
}
