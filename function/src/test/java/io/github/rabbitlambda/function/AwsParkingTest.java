package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsClient;

import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Fixtures;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.testing.TestContext;

class AwsParkingTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String BUCKET = "failures";

    private static SqsServer sqs;
    private static S3Server s3;
    private static int queues;

    private String queue = "";

    @BeforeAll
    static void start() {
        sqs = new SqsServer();
        s3 = new S3Server();
        s3.createBucket(BUCKET);
    }

    @AfterAll
    static void stop() {
        sqs.close();
        s3.close();
    }

    @BeforeEach
    void createQueue() {
        queue = sqs.createQueue("failures-" + queues++);
    }

    @Test
    void keepsEverythingOfAMessage() throws IOException {
        Message message = Fixtures.message("11-derived-all-amqp-types-and-nulls", 0);

        assertThat(park(List.of(new Failure(message, 3, ThrownError.of(new IllegalStateException("caf\u00e9"))))))
                .isEmpty();

        JsonNode parked = only(sqs.drain(queue));
        assertThat(parked.get("version").asInt()).isEqualTo(1);
        assertThat(parked.get("queue").asText()).isEqualTo("q1");
        assertThat(parked.get("virtualHost").asText()).isEqualTo("/");
        assertThat(parked.get("attempts").asInt()).isEqualTo(3);
        assertThat(parked.get("requestId").asText()).isEqualTo("request-1");
        assertThat(parked.get("functionArn").asText()).endsWith(":function:listener");
        assertThat(parked.get("parkedAt").asText()).matches("20\\d\\d-.*Z");
        assertThat(parked.get("error").get("class").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(parked.get("error").get("message").asText()).isEqualTo("caf\u00e9");
        assertThat(parked.get("undecodable").asBoolean()).isFalse();
        assertThat(parked.get("record")).isEqualTo(JACKSON
                .readTree(Fixtures.event("11-derived-all-amqp-types-and-nulls")).at("/rmqMessagesByQueue/q1::~1/0"));
    }

    @Test
    void sendsAsciiOnly() throws IOException {
        String record = "{\"basicProperties\":{\"type\":\"\u00e9\u20ac\ud83d\ude00\u007f\uffff\\u0000\"},\"data\":\"YQ==\"}";

        assertThat(park(List.of(new Failure(Events.only(record), 1, ThrownError.of(new Error("\u0000\ufffe\ud800"))))))
                .isEmpty();

        List<String> bodies = sqs.drain(queue);
        assertThat(bodies.getFirst()).matches("[ -~\\s]+");
        assertThat(only(bodies).get("record")).isEqualTo(JACKSON.readTree(record));
        assertThat(only(bodies).get("error").get("message").asText()).isEqualTo("\u0000\ufffe\ufffd");
    }

    @Test
    void parksAnUndecodableRecordRaw() throws IOException {
        assertThat(park(List.of(new Failure(Events.only("[ 1, \"\u00e9\" ]"), 0, null)))).isEmpty();

        JsonNode parked = only(sqs.drain(queue));
        assertThat(parked.get("undecodable").asBoolean()).isTrue();
        assertThat(parked.get("attempts").asInt()).isZero();
        assertThat(parked.get("error").get("class").isNull()).isTrue();
        assertThat(parked.get("error").get("message").asText())
                .isEqualTo("a record must be an object (came an array)");
        assertThat(parked.get("record")).isEqualTo(JACKSON.readTree("[1,\"\u00e9\"]"));
    }

    @Test
    void splitsManyFailuresIntoBatchesThatSqsAccepts() {
        List<Failure> failures = IntStream.range(0, 57).mapToObj(i -> failure(i * 3_000)).toList();

        assertThat(park(failures)).isEmpty();

        assertThat(sqs.drain(queue)).hasSize(57);
    }

    @Test
    void parksAMessageUpToTheLimitInSqsAndALongerOneInS3() throws IOException {
        int envelope = new ParkedText(new TestContext(), Instant.parse("2026-11-22T12:00:00.123456789Z"))
                .whole(failure(0)).length();
        int longest = 262_144 - envelope;
        Failure atLimit = failure(longest - longest % 4);

        assertThat(park(List.of(atLimit))).isEmpty();
        assertThat(only(sqs.drain(queue)).get("record").isNull()).isFalse();

        Failure aboveLimit = failure(longest - longest % 4 + 8);
        assertThat(park(List.of(aboveLimit))).isEmpty();
        assertThat(only(sqs.drain(queue)).get("record").isNull()).isTrue();
    }

    @Test
    void storesInS3WhatIsTooLongForSqs() throws IOException {
        Failure failure = failure(3_000_000);

        assertThat(park(List.of(failure))).isEmpty();

        JsonNode pointer = only(sqs.drain(queue));
        assertThat(pointer.get("record").isNull()).isTrue();
        assertThat(pointer.get("error").get("class").asText()).isEqualTo("java.lang.IllegalStateException");
        JsonNode stored = pointer.get("object");
        assertThat(stored.get("bucket").asText()).isEqualTo(BUCKET);
        assertThat(stored.get("key").asText()).matches("parked/20\\d\\d/\\d\\d/\\d\\d/request-1/[0-9a-f-]{36}\\.json");
        String object = s3.object(BUCKET, stored.get("key").asText());
        assertThat(object).hasSize(stored.get("bytes").asInt());
        assertThat(JACKSON.readTree(object).get("record").get("data").asText()).hasSize(3_000_000);
    }

    @Test
    void doesNotParkALongMessageWithoutABucket() {
        Parking.Result result = parking(Map.of("LISTENER_FAILURE_QUEUE_URL", queue))
                .park(List.of(failure(0), failure(300_000)), invocation(Duration.ofSeconds(30)));

        assertThat(result.unparked()).hasSize(2);
        assertThat(result.reason()).matches("a record takes 300\\d{3} bytes, more than LISTENER_PARK_MAX_BYTES allows"
                + " \\(262144\\), and LISTENER_FAILURE_BUCKET is not set");
    }

    @Test
    void reportsAMissingQueue() {
        Parking.Result result = parking(Map.of("LISTENER_FAILURE_QUEUE_URL", queue + "-not"))
                .park(List.of(failure(0)), invocation(Duration.ofSeconds(30)));

        assertThat(result.unparked()).hasSize(1);
        assertThat(result.reason()).containsIgnoringCase("exist");
    }

    @Test
    void returnsOnlyTheFailuresThatWereNotParked() {
        List<Failure> failures = IntStream.range(0, 15).mapToObj(i -> failure(i < 12 ? 0 : 400_000)).toList();

        Parking.Result result = parking(Map.of("LISTENER_FAILURE_QUEUE_URL", queue)).park(failures,
                invocation(Duration.ofSeconds(30)));

        assertThat(result.unparked()).containsExactlyElementsOf(failures.subList(10, 15));
        assertThat(sqs.drain(queue)).hasSize(10);
    }

    @Test
    void doesNotCallSqsWhenTheTimeIsOver() {
        Parking.Result result = parking(Map.of("LISTENER_FAILURE_QUEUE_URL", queue)).park(List.of(failure(0)),
                invocation(Duration.ofMillis(400)));

        assertThat(result.unparked()).hasSize(1);
        assertThat(result.reason()).isEqualTo("the invocation's time is over");
        assertThat(sqs.drain(queue)).isEmpty();
    }

    private List<Failure> park(List<Failure> failures) {
        return parking(Map.of("LISTENER_FAILURE_QUEUE_URL", queue, "LISTENER_FAILURE_BUCKET", BUCKET))
                .park(failures, invocation(Duration.ofSeconds(30))).unparked();
    }

    private static Parking parking(Map<String, String> environment) {
        Services services = Services.of(environment);
        SqsClient client = sqs.newClient();
        URI url = services.settings().failureQueue().orElseThrow();
        return new AwsParking(new FailureQueue(client, url, services.pause(), services.backoff()),
                new FailureBucket(s3::client, services.settings()), services.settings().parkMaxBytes(),
                services.clock());
    }

    private static Invocation invocation(Duration time) {
        return Invocation.of(new TestContext(time), Settings.of(Map.of()));
    }

    /** The record has this many characters of Base64. */
    private static Failure failure(int characters) {
        String data = Base64.getEncoder().encodeToString(new byte[characters / 4 * 3]);
        return new Failure(Events.only("{\"data\":\"" + data + "\"}"), 1,
                ThrownError.of(new IllegalStateException("no")));
    }

    private static JsonNode only(List<String> bodies) throws IOException {
        assertThat(bodies).hasSize(1);
        return JACKSON.readTree(bodies.getFirst().getBytes(StandardCharsets.US_ASCII));
    }
}
