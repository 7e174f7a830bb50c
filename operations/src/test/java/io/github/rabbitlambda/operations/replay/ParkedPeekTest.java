package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.operations.InvokedFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a peek shows of parked messages. */
class ParkedPeekTest extends PeekFixture {
    private static final Map<String, Object> ONE = Map.of("source", "parked", "peek", 1);

    @Test
    void showsAParkedMessageDecoded() {
        String sqsId = park(parked("m-1", "{\"order\":17}", NOW.minusSeconds(61)));

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

        assertThat(messages(replay(ONE))).hasSize(1);
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

    private List<String> received() {
        return IntStream.range(0, 5)
                .mapToObj(turn -> sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)))
                .flatMap(answer -> answer.messages().stream()).map(message -> message.body()).toList();
    }
}
