package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1|a record must be an object (came a number)",
            "null|a record must be an object (came null)", "[]|a record must be an object (came an array)",
            "{}|data must be the body in Base64 (came nothing)",
            "{\"data\":null}|data must be the body in Base64 (came null)",
            "{\"data\":1}|data must be the body in Base64 (came a number)",
            "{\"data\":\"*\"}|data must be the body in Base64 (came another text, of 1 bytes)",
            "{\"data\":\"YQ=\"}|data must be the body in Base64 (came another text, of 3 bytes)",
            "{\"data\":\"_-==\"}|data must be the body in Base64 (came another text, of 4 bytes)",
            "{\"data\":\"\",\"basicProperties\":[]}|basicProperties must be an object (came an array)"})
    void tellsWhatIsWrongWithARecord(String record, String reason) {
        assertThat(Events.reason(record)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"contentType|1", "contentEncoding|{}", "type|[]",
            "messageId|true", "correlationId|-1.5e3", "replyTo|[\"a\"]", "userId|1", "appId|{\"a\":[1]}",
            "clusterId|false", "deliveryMode|\"2\"", "deliveryMode|256", "priority|256", "priority|-1", "priority|1.5",
            "priority|1e99999999999", "priority|[1]", "bodySize|-1", "bodySize|9223372036854775808", "bodySize|\"4\"",
            "expiration|\"soon\"", "expiration|\"\"", "expiration|\"-1\"", "expiration|\"9223372036854775808\"",
            "expiration|true", "expiration|-1", "expiration|1.5", "timestamp|\"now\"", "timestamp|0",
            "timestamp|\"Jan 32, 1970, 12:00:00 AM\"", "timestamp|{\"x\":\"\u00e9\\u00e9\"}"})
    void aPropertyThatCanNotBeReadIsAbsentAndItsJsonIsKept(String property, String json) {
        Message message = Events.message("{\"" + property + "\": " + json + " ,\"headers\":{\"h\":1}}");

        assertThat(message.properties().unreadable()).containsExactly(Map.entry(property, json));
        assertThat(message.headers().wholeNumber("h")).hasValue(1);
        assertThat(message.body().text()).isEqualTo("body");
        assertThat(message.properties()).usingRecursiveComparison().ignoringFields("unreadable", "headers")
                .isEqualTo(MessageProperties.NONE);
    }

    @Test
    void severalPropertiesThatCanNotBeReadAreKeptInTheirOrder() {
        Message message = Events.message("{\"type\":1,\"priority\":\"x\",\"messageId\":\"m\",\"expiration\":{}}");

        assertThat(message.properties().unreadable()).containsExactly(Map.entry("priority", "\"x\""),
                Map.entry("expiration", "{}"), Map.entry("type", "1"));
        assertThat(message.properties().messageId()).contains("m");
        assertThatThrownBy(() -> message.properties().unreadable().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(Events.message("{\"type\":\"t\"}").properties().unreadable()).isEmpty();
    }

    @Test
    void theLastOfTwoValuesCountsWhetherItCanBeReadOrNot() {
        MessageProperties readable = Events.message("{\"priority\":\"x\",\"priority\":1}").properties();
        MessageProperties unreadable = Events.message("{\"priority\":1,\"priority\":\"x\"}").properties();

        assertThat(readable.priority()).hasValue(1);
        assertThat(readable.unreadable()).isEmpty();
        assertThat(unreadable.priority()).isEmpty();
        assertThat(unreadable.unreadable()).containsExactly(Map.entry("priority", "\"x\""));
    }

    /** Headers steer what a handler does: a message without them might be handled wrongly. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"headers\":\"none\"}|headers must be an object (came a text)",
            "{\"headers\":1}|headers must be an object (came a number)",
            "{\"headers\":[1]}|headers must be an object (came an array)"})
    void headersThatCanNotBeReadMakeTheRecordUndecodable(String properties, String reason) {
        assertThat(Events.reason(Events.record(properties))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"true|true", "false|false", "null|false",
            "\"false\"|true", "0|true", "{}|true", "[false]|true"})
    void aMessageCountsAsRedeliveredUnlessTheRecordSaysThatItIsNot(String json, boolean redelivered) {
        Batch batch = Batch.decode(Events.withRecords("{\"data\":\"\",\"redelivered\":" + json + "}",
                "{\"data\":\"\"}", "{\"data\":\"\",\"redelivered\":" + json + "}"));

        assertThat(batch.deliveries()).extracting(delivery -> ((Message) delivery).redelivered())
                .containsExactly(redelivered, false, redelivered);
    }

    @Test
    void readsTheSmallestDateOfDotNetAsItsPublisherMeantIt() {
        Message message = Fixtures.message("21-timestamp-of-the-year-1", 0);

        assertThat(message.properties().timestamp()).contains(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(message.properties().unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60000,60000", "0,0", "+10,10", "010,10", "4294967296,4294967296", "315360000000,315360000000",
            "9223372036854775807,9223372036854775807"})
    void readsExpirationsAsRabbitMqDoes(String text, long millis) {
        assertThat(Events.message("{\"expiration\":\"" + text + "\"}").properties().expiration())
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"34", "34.0", "3.4e1", "340E-1"})
    void readsNumbersThatWereSerialisedAgain(String number) {
        MessageProperties properties = Events
                .message("{\"expiration\":" + number + ",\"priority\":" + number + ",\"bodySize\":" + number + "}")
                .properties();

        assertThat(properties.expiration()).contains(Duration.ofMillis(34));
        assertThat(properties.priority()).hasValue(34);
        assertThat(properties.bodySize()).hasValue(34);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"unknown\":[{}],\"contentType\":null,\"contentEncoding\":null,"
            + "\"headers\":null,\"deliveryMode\":null,\"priority\":null,\"correlationId\":null,\"replyTo\":null,"
            + "\"expiration\":null,\"messageId\":null,\"timestamp\":null,\"type\":null,\"userId\":null,\"appId\":null,"
            + "\"clusterId\":null,\"bodySize\":null}"})
    void whatIsAbsentIsNotZero(String properties) {
        assertAllAbsent(Events.message(properties).properties());
    }

    @Test
    void readsAWholeNumberOfAHundredCharactersAndNoLongerOne() {
        assertThat(Events.message("{\"bodySize\":" + "4." + "0".repeat(98) + "}").properties().bodySize()).hasValue(4);
        assertThat(Events.message("{\"bodySize\":" + "4." + "0".repeat(99) + "}").properties().unreadable())
                .containsOnlyKeys("bodySize");
    }

    @Test
    void aRecordMayHaveDataOnly() {
        Message message = (Message) Events.only("{\"data\":\"\",\"x\":{\"data\":1}}");

        assertThat(message.redelivered()).isFalse();
        assertThat(message.body().size()).isZero();
        assertAllAbsent(message.properties());
    }

    @Test
    void propertiesOfOneRecordDoNotReachTheNext() {
        String full = "{\"contentType\":\"a\",\"headers\":{\"h\":1},\"priority\":1,\"type\":\"t\",\"bodySize\":4}";
        List<Delivery> deliveries = Batch.decode(Events.withRecords(Events.record(full), "{\"data\":\"\"}",
                Events.record(full), Events.record("null"), Events.record(full), Events.record("{}"),
                Events.record(full), Events.record("{\"priority\":\"x\"}"), Events.record("{}"), Events.record(full),
                Events.record("{\"headers\":1}"), Events.record("{}"))).deliveries();

        for (int i : new int[]{1, 3, 5, 8, 11}) {
            assertAllAbsent(((Message) deliveries.get(i)).properties());
        }
    }

    @Test
    void aBrokenOffRecordLeavesNothingBehind() {
        List<Delivery> deliveries = Batch.decode(Events.withRecords(Events.record("{\"headers\":{\"a\":1}}"),
                Events.record("{\"type\":\"t\",\"headers\":{\"b\":1,\"c\":[]},\"headers\":\"x\"}"),
                Events.record("{\"headers\":{\"b\":1}}"))).deliveries();

        assertThat(deliveries.get(1)).isInstanceOf(UndecodableRecord.class);
        assertThat(((Message) deliveries.get(2)).headers().asMap()).containsOnlyKeys("b");
        assertThat(((Message) deliveries.get(2)).properties().type()).isEmpty();
    }

    @Test
    void aHeaderThatCanNotBeReadLeavesItsNeighboursNamesAlone() {
        String deep = "[".repeat(200) + "]".repeat(200);
        List<Delivery> deliveries = Batch.decode(Events.withRecords(Events.record("{\"headers\":{\"a\":1}}"),
                Events.record("{\"headers\":{\"b\":1,\"c\":" + deep + "}}"), Events.record("{\"headers\":{\"b\":1}}")))
                .deliveries();

        assertThat(deliveries.get(1)).isInstanceOf(UndecodableRecord.class);
        assertThat(((Message) deliveries.get(2)).headers().asMap()).containsOnlyKeys("b");
    }

    @Test
    void theLastOfTwoMembersCounts() {
        String twice = "{\"type\":\"a\",\"type\":\"b\",\"headers\":{\"h\":1},\"headers\":{\"h\":2,\"h\":3}}";
        List<Delivery> deliveries = Batch
                .decode(Events.withRecords(Events.record(twice), Events.record(twice),
                        Events.record("{\"type\":\"a\"}")))
                .deliveries();

        for (Delivery delivery : deliveries.subList(0, 2)) {
            assertThat(((Message) delivery).properties().type()).contains("b");
            assertThat(((Message) delivery).headers().wholeNumber("h")).hasValue(3);
        }
        assertThat(((Message) deliveries.get(2)).properties().type()).contains("a");
    }

    @Test
    void anUndecodableRecordKeepsItsJson() {
        String record = "{ \"data\" : \"*\", \"x\" : [1, {\"\\u00e9\": \"\u00e9\"}] }";
        UndecodableRecord undecodable = (UndecodableRecord) Events.only(record);

        assertThat(undecodable.json()).isEqualTo(record);
        assertThat(undecodable.queue()).isEqualTo(new Queue("q", "/"));
        assertThat(undecodable.toString()).isEqualTo(
                "undecodable record of q::/: data must be the body in Base64 (came another text, of 1 bytes)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"x\"", "1"})
    void aQueueWithoutAnArrayIsAnUndecodableRecord(String value) {
        Batch batch = Batch.decode(Events.utf8("{\"rmqMessagesByQueue\":{\"a::/\":" + value
                + ",\"b::/\":[{\"data\":\"\"}]}}"));

        UndecodableRecord undecodable = (UndecodableRecord) batch.deliveries().getFirst();
        assertThat(undecodable.json()).isEqualTo(value);
        assertThat(undecodable.reason()).startsWith("the value of a queue must be an array of records (came ");
        assertThat(batch.deliveries().get(1)).isInstanceOf(Message.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ym9keQ==", "Ym9keQ", "Ym9keQ\\u003d\\u003d", "Ym9k\\u0065Q=="})
    void readsDataWithEscapesAndWithoutPadding(String data) {
        Message message = (Message) Events.only("{\"data\":\"" + data + "\"}");

        assertThat(message.body().text()).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4, 5, 6, 7, 80, 2147483647, 9223372036854775807L})
    void aWrongBodySizeIsTolerated(long size) {
        List<Delivery> deliveries = Batch.decode(Events.withRecords(Events.record("{\"bodySize\":" + size + "}"),
                Events.record("{\"bodySize\":" + size + "}"))).deliveries();

        assertThat(deliveries).allSatisfy(delivery -> {
            assertThat(((Message) delivery).body().text()).isEqualTo("body");
            assertThat(((Message) delivery).properties().bodySize()).hasValue(size);
        });
    }

    @Test
    void aBodySizeThatEndsAtAnotherQuoteIsNotBelieved() {
        String record = "{\"basicProperties\":{\"bodySize\":12},\"data\":\"YQ==\",\"aaaaaa\":\"\"}";

        assertThat(record.charAt(record.indexOf("YQ==") + 16)).isEqualTo('"');
        assertThat(((Message) Events.only(record)).body().text()).isEqualTo("a");
    }

    @Test
    void tellsWhereAMessageIsFromAndNotWhatItSays() {
        assertThat(Events.message("{\"messageId\":\"m-1\"}").toString()).isEqualTo("message m-1 of q::/ (4 bytes)");
        assertThat(Events.message("{}").toString()).isEqualTo("message without id of q::/ (4 bytes)");
    }

    private static void assertAllAbsent(MessageProperties properties) {
        assertThat(properties).usingRecursiveComparison().isEqualTo(MessageProperties.NONE);
        assertThat(properties.expiration()).isEmpty();
        assertThat(properties.priority()).isEmpty();
        assertThat(properties.deliveryMode()).isEmpty();
        assertThat(properties.bodySize()).isEmpty();
        assertThat(properties.timestamp()).isEqualTo(Optional.<Instant>empty());
        assertThat(properties.headers().isEmpty()).isTrue();
    }
}
