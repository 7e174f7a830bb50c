package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import io.github.rabbitlambda.operations.InvokedFunction;
import io.github.rabbitlambda.operations.OperationFailedException;

class PeekTest extends ReplayFixture {
    private static final Map<String, Object> PARKED = Map.of("source", "parked", "peek", 20);
    private static final Map<String, Object> ONE = Map.of("source", "parked", "peek", 1);
    private static final Map<String, Object> DEAD = Map.of("source", "dead-letter", "peek", 20);

    @Test
    void showsAParkedMessageDecoded() {
        String sqsId = sqs.sendMessage(
                request -> request.queueUrl(url).messageBody(parked("m-1", "{\"order\":17}", NOW.minusSeconds(61))))
                .messageId();

        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("contentType", "text/plain");
        properties.put("deliveryMode", 2);
        properties.put("correlationId", "c-1");
        properties.put("messageId", "m-1");
        properties.put("timestamp", "Jul 2, 2023, 1:30:34 AM");
        assertThat(replay(PARKED)).containsEntry("looked", 1).containsEntry("left", 1L);
        assertThat(only(replay(PARKED))).isEqualTo(Map.ofEntries(Map.entry("id", "m-1"), Map.entry("sqsId", sqsId),
                Map.entry("queue", "orders"), Map.entry("reason", "java.lang.IllegalStateException: out of stock"),
                Map.entry("attempts", 3), Map.entry("receives", 2), Map.entry("parkedAt", "2026-11-22T20:58:59Z"),
                Map.entry("ageSeconds", 61L), Map.entry("redelivered", true), Map.entry("properties", properties),
                Map.entry("headers", Map.of("tenant", "vé", "x-delivery-count", 2)),
                Map.entry("body", Map.of("bytes", 12, "json", Map.of("order", 17)))));
    }

    @Test
    void leavesParkedMessagesAsTheyWere() {
        List<String> texts = IntStream.range(0, 23).mapToObj(i -> parked("m-" + i, "b", NOW)).toList();
        texts.forEach(this::park);

        assertThat(messages(replay(Map.of("source", "parked", "peek", 11)))).hasSize(11).doesNotHaveDuplicates();

        assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("23");
        assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isEqualTo("0");
        assertThat(received()).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void showsOneMessageForOne() {
        park(parked("m-1", "b", NOW));
        park(parked("m-2", "b", NOW));

        assertThat(messages(replay(Map.of("source", "parked", "peek", 1)))).hasSize(1);
    }

    @Test
    void showsWhatIsInTheBucket() {
        s3.putObject(request -> request.bucket("parked").key("peek.json"),
                RequestBody.fromString(parked("large", "x".repeat(2_000_000), NOW)));
        park(pointer("peek.json"));

        assertThat(only(replay(PARKED))).containsEntry("object", "s3://parked/peek.json")
                .containsEntry("headers", Map.of("tenant", "vé", "x-delivery-count", 2)).containsEntry("body",
                        Map.of("bytes", 2_000_000, "text", "x".repeat(1_000), "shortened", true));
        assertThat(s3.headObject(request -> request.bucket("parked").key("peek.json")).contentLength())
                .isGreaterThan(2_000_000L);
        s3.deleteObject(request -> request.bucket("parked").key("peek.json"));
    }

    @Test
    void showsWhatIsInSqsWhereTheObjectIsGone() {
        park(pointer("gone.json"));

        assertThat(only(replay(PARKED))).containsEntry("queue", "orders").containsEntry("reason", "no reason given")
                .doesNotContainKey("body").satisfies(shown -> assertThat(shown.get("unreadable").toString())
                        .startsWith("s3:GetObject on parked/gone.json failed"));
    }

    @Test
    void showsTheTextOfWhatIsNoParkedMessage() {
        park("not json");

        assertThat(only(replay(PARKED)))
                .containsEntry("unreadable", "the parked message must be a JSON object (given 8 other characters)")
                .containsEntry("body", Map.of("bytes", 8, "text", "not json"));
    }

    @Test
    void showsTheJsonOfARecordThatCouldNotBeDecoded() {
        park(ParkedRecord.of(stage.virtualHost, "m-1").with("record", "{\"dato\":[1,null]}").with("undecodable", "true")
                .text());

        Map<String, Object> list = new LinkedHashMap<>();
        List<Object> values = new ArrayList<>(List.of(1));
        values.add(null);
        list.put("dato", values);
        assertThat(only(replay(PARKED))).containsEntry("unreadable", "it is not a message that could be decoded")
                .containsEntry("body", Map.of("bytes", 17, "json", list));
    }

    // one broken message must not hide the others
    @Test
    void showsEveryKindOfBrokenRecord() {
        for (BrokenRecord kind : BrokenRecord.values()) {
            park(kind.text(ParkedRecord.of(stage.virtualHost, kind.name())));
            Map<String, Object> shown = only(replay(ONE));
            assertThat(shown).as(kind.name()).containsKey("sqsId").containsKeys("receives");
            assertThat(InvokedFunction.json(shown)).as(kind.name()).hasSizeLessThan(20_000);
            sqs.purgeQueue(request -> request.queueUrl(url));
        }
    }

    @Test
    void showsEveryKindOfGoodRecordWithItsBody() {
        for (GoodRecord kind : GoodRecord.values()) {
            park(kind.of(ParkedRecord.of(stage.virtualHost, kind.name())).withBody("body").text());
            assertThat(only(replay(ONE))).as(kind.name()).doesNotContainKey("unreadable").containsEntry("body",
                    Map.of("bytes", 4, "text", "body"));
            sqs.purgeQueue(request -> request.queueUrl(url));
        }
    }

    // an invocation's answer may have 6 MB
    @Test
    void fitsTheLargestPeekIntoAnAnswer() {
        for (int i = 0; i < 20; i++) {
            park(ParkedRecord.of(stage.virtualHost, "m-" + i).withBody("\\".repeat(20_000))
                    .withHeader("long", "\"" + "\\\\".repeat(10_000) + "\"").text());
        }

        Map<String, Object> result = replay(Map.of("source", "parked", "peek", 20, "bodyCharacters", 10_000));

        assertThat(messages(result)).hasSize(20).allSatisfy(shown -> {
            assertThat(shown.get("body")).isEqualTo(
                    Map.of("bytes", 20_000, "text", "\\".repeat(10_000), "shortened", true));
            assertThat(shown.get("headers").toString()).hasSize(4_001).endsWith("…");
        });
        assertThat(InvokedFunction.json(result).length()).isLessThan(6_000_000);
    }

    @Test
    void showsNoBodyForNoCharacters() {
        park(parked("m-1", "secret", NOW));

        assertThat(only(replay(Map.of("source", "parked", "peek", 1, "bodyCharacters", 0)))).containsEntry("body",
                Map.of("bytes", 6));
    }

    @Test
    void showsDeadLettersInTheirOrderAndLeavesThemAsTheyWere() throws Exception {
        dead("a", "b", "c", "d");

        for (int look = 0; look < 3; look++) {
            assertThat(messages(replay(Map.of("source", "dead-letter", "peek", 3))))
                    .extracting(shown -> shown.get("id")).containsExactly("a", "b", "c");
            await().atMost(Duration.ofSeconds(30)).until(() -> channel.messageCount("orders.dead") == 4);
        }
        assertThat(replay(DEAD)).containsEntry("looked", 4).containsEntry("left", 4);

        for (String id : List.of("a", "b", "c", "d")) {
            GetResponse message = await().until(() -> channel.basicGet("orders.dead", true), got -> got != null);
            assertThat(id(message)).isEqualTo(id);
            assertThat(message.getBody()).asString().isEqualTo("body of " + id);
        }
    }

    @Test
    void showsWhyAndWhenAMessageDied() throws Exception {
        dead("a");

        assertThat(only(replay(DEAD))).containsEntry("id", "a").containsEntry("queue", "orders")
                .containsEntry("reason", "rejected").containsEntry("deaths", 1)
                .containsEntry("properties", Map.of("messageId", "a"))
                .containsEntry("body", Map.of("bytes", 9, "text", "body of a")).satisfies(shown -> {
                    assertThat(shown.get("deadAt").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
                    assertThat((int) shown.get("ageSeconds")).isBetween(0, 120);
                });
    }

    @Test
    void showsEveryTypeOfHeaderAndPackedBodies() throws Exception {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("text", "é");
        headers.put("binary", new byte[]{0, -1});
        headers.put("flag", true);
        headers.put("nothing", null);
        headers.put("list", List.of(1, "x"));
        channel.basicPublish("", "orders.dead", new BasicProperties.Builder().headers(headers).contentEncoding("gzip")
                .build(), packed("[1.50]"));
        await().until(() -> channel.messageCount("orders.dead") == 1);

        Map<String, Object> expected = new LinkedHashMap<>(headers);
        expected.put("binary", Map.of("base64", "AP8="));
        assertThat(only(replay(DEAD))).doesNotContainKeys("id", "queue", "reason").satisfies(shown -> {
            assertThat(shown).extractingByKey("headers", MAP).containsAllEntriesOf(expected);
            assertThat(shown.get("body").toString()).matches("\\{bytes=\\d+, json=\\[1\\.50]}");
        });
    }

    @Test
    void showsNothingOfEmptyQueues() {
        assertThat(replay(PARKED)).isEqualTo(Map.of("looked", 0, "left", 0L, "messages", List.of()));
        assertThat(replay(DEAD)).isEqualTo(Map.of("looked", 0, "left", 0, "messages", List.of()));
    }

    @Test
    void saysThatTheDeadLetterQueueIsMissing() throws Exception {
        channel.queueDelete("orders.dead");

        assertThatThrownBy(() -> replay(DEAD)).isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("The dead-letter queue orders.dead could not be read: 404 NOT_FOUND");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private String attribute(QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name)).attributes().get(name);
    }

    private List<String> received() {
        return IntStream.range(0, 5)
                .mapToObj(turn -> sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)))
                .flatMap(answer -> answer.messages().stream()).map(message -> message.body()).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> messages(Map<String, Object> result) {
        return (List<Map<String, Object>>) result.get("messages");
    }

    private static Map<String, Object> only(Map<String, Object> result) {
        assertThat(messages(result)).hasSize(1);
        return messages(result).getFirst();
    }

    private void dead(String... ids) throws Exception {
        for (String id : ids) {
            channel.basicPublish("", "orders", new BasicProperties.Builder().messageId(id).build(),
                    ("body of " + id).getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < ids.length; i++) {
            GetResponse message = await().until(() -> channel.basicGet("orders", false), got -> got != null);
            channel.basicReject(message.getEnvelope().getDeliveryTag(), false);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> channel.messageCount("orders.dead") == ids.length);
    }
}
