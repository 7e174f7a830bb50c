package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private static final String EXPECTED = "expected an Amazon MQ for RabbitMQ event, a JSON object with an object"
            + " rmqMessagesByQueue, but ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|this one has none", "{\"eventSource\":\"aws:rmq\"}|this one has none",
            "[]|what came is an array", "\"x\"|what came is a text", "null|what came is null",
            "1|what came is a number",
            "{\"rmqMessagesByQueue\":null}|its rmqMessagesByQueue is null",
            "{\"rmqMessagesByQueue\":[]}|its rmqMessagesByQueue is an array"})
    void refusesAnEventWithoutMessages(String event, String found) {
        assertThatThrownBy(() -> Batch.decode(Events.utf8(event))).isInstanceOf(InvalidEventException.class)
                .hasMessage(EXPECTED + found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "``|it ends after 0 bytes, in the middle of a value",
            "{|it ends after 1 bytes, in the middle of a value",
            "{\"a\":1}x|expected nothing more at byte 7 (came 0x78)",
            "{\"a\":01}|expected a comma or } at byte 6 (came 0x31)",
            "{\"a\":-}|expected a JSON value at byte 6 (came 0x7d)",
            "{\"a\":1.}|expected a digit at byte 7 (came 0x7d)",
            "{\"a\":nul}|expected a JSON value at byte 8 (came 0x7d)",
            "{\"a\":\"\\x\"}|expected one of \"\\/bfnrtu after a backslash at byte 7 (came 0x78)",
            "{\"a\":\"\\u00g0\"}|expected four hexadecimal digits after \\u at byte 10 (came 0x67)",
            "{a:1}|expected a member's name at byte 1 (came 0x61)", "{\"a\" 1}|expected a colon at byte 5 (came 0x31)",
            "{\"a\":1,}|expected a member's name at byte 7 (came 0x7d)",
            "{\"a\":[1,]}|expected a JSON value at byte 8 (came 0x5d)",
            "{\"a\":\"|it ends after 6 bytes, in the middle of a value",
            "{\"\\ud800\":1}|expected whole surrogate pairs in a member's name at byte 1 (came 0x22)"})
    void refusesWhatIsNotJson(String event, String problem) {
        assertThatThrownBy(() -> Batch.decode(Events.utf8(event))).isInstanceOf(InvalidEventException.class)
                .hasMessage("the event is not JSON: " + problem);
    }

    @Test
    void anEventMayBeginWithAByteOrderMark() {
        Batch batch = Batch.decode(Fixtures.event("25-byte-order-mark"));

        assertThat(batch.deliveries()).singleElement()
                .satisfies(delivery -> assertThat(((Message) delivery).headers().text("a")).contains("v"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\ufeff\ufeff{}|expected a JSON value at byte 3 (came 0xef)",
            "\ufeff|it ends after 3 bytes, in the middle of a value",
            "` \ufeff{}`|expected a JSON value at byte 1 (came 0xef)"})
    void aByteOrderMarkMayStandAtTheBeginningOnly(String event, String problem) {
        assertThatThrownBy(() -> Batch.decode(Events.utf8(event))).isInstanceOf(InvalidEventException.class)
                .hasMessage("the event is not JSON: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u0080",
            "\u00e2\u0082", "\u00f0\u008f\u00bf\u00bf", "\u00ff"})
    void refusesWhatIsNotUtf8(String bytes) {
        byte[] event = ("{\"a\":\"" + bytes + "\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Batch.decode(event)).isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("the event is not JSON: expected UTF-8 at byte 6 (came 0x");
    }

    @Test
    void refusesARawControlCharacter() {
        assertThatThrownBy(() -> Batch.decode(Events.utf8("{\"a\":\"\n\"}")))
                .hasMessage("the event is not JSON: expected no control character in a string at byte 6 (came 0xa)");
    }

    @Test
    void anEventWithoutRecordsIsAnEmptyBatch() {
        assertThat(Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{}}")).deliveries()).isEmpty();
        assertThat(Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{\"q::/\":[]}}")).deliveries()).isEmpty();
    }

    @Test
    void keepsTheBrokersArnWhenItIsAText() {
        String queues = "\"rmqMessagesByQueue\":{}}";

        assertThat(Batch.decode(Events.utf8("{\"eventSourceArn\":\"arn\"," + queues)).eventSourceArn()).contains("arn");
        assertThat(Batch.decode(Events.utf8("{\"eventSourceArn\":[1]," + queues)).eventSourceArn()).isEmpty();
        assertThat(Batch.decode(Events.utf8("{" + queues)).eventSourceArn()).isEmpty();
    }

    @Test
    void keepsTheRecordsOfQueuesThatComeTwice() {
        Batch batch = Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{\"q::/\":[{\"data\":\"YQ==\"}],"
                + "\"q::/\":[{\"data\":\"Yg==\"}]},\"rmqMessagesByQueue\":{\"q::/\":[{\"data\":\"Yw==\"}]}}"));

        assertThat(batch.deliveries()).extracting(delivery -> ((Message) delivery).body().text()).containsExactly("a",
                "b", "c");
    }

    @Test
    void keepsTheEventsOrderOverQueues() {
        Batch batch = Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{\"b::/\":[{\"data\":\"\"},1],"
                + "\"a::v\":[{\"data\":\"\"}]}}"));

        assertThat(batch.deliveries()).extracting(delivery -> delivery.queue().toString()).containsExactly("b::/",
                "b::/", "a::v");
    }

    @Test
    void doesNotFollowLaterChangesOfItsInput() {
        byte[] event = Events.withRecords("{\"data\":\"YQ==\"}", "1");
        Batch batch = Batch.decode(event);

        Arrays.fill(event, (byte) 'x');

        assertThat(((UndecodableRecord) batch.deliveries().get(1)).json()).isEqualTo("1");
    }

    @Test
    void itsListCanNotBeChanged() {
        assertThatThrownBy(() -> Batch.decode(Events.withRecords("1")).deliveries().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
