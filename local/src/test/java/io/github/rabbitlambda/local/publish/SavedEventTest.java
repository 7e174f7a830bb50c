package io.github.rabbitlambda.local.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;

class SavedEventTest {
    private static final Path SAMPLE = Path.of("src/test/resources/events/documented.json");

    private static List<Publication> read(String source) {
        return OwnMessages.read(List.of(source), null, List.of(), InputStream.nullInputStream());
    }

    private static List<Publication> readRecord(String record) {
        return read("{\"rmqMessagesByQueue\":{\"q::/\":[" + record + "]}}");
    }

    private static Object header(String json) {
        return readRecord("{\"basicProperties\":{\"headers\":{\"h\":" + json + "}},\"data\":\"\"}").getFirst()
                .properties().getHeaders().get("h");
    }

    @Test
    void readsTheDocumentedSample() {
        Map<String, Object> headers = Map.of("header1", LongStringHelper.asLongString("value1"), "header2",
                LongStringHelper.asLongString("value2"), "numberInHeader", 10);
        assertThat(read(SAMPLE.toString())).singleElement().satisfies(message -> {
            assertThat(message.properties()).isEqualTo(new BasicProperties("text/plain", null, headers, 1, 34, null,
                    null, "60000", null, Date.from(Instant.ofEpochSecond(2021)), null, "AIDACKCEVSQ6C2EXAMPLE", null,
                    null));
            assertThat(message.body()).asString().isEqualTo("{\"timeout\":0,\"data\":\"CZrmf0Gw8Ov4bqLQxD4E\"}");
        });
    }

    @Test
    void readsTheRecordsOfEveryQueueInTheirOrder() {
        List<Publication> messages = read(
                "\uFEFF {\"rmqMessagesByQueue\":{\"a::/\":[{\"data\":\"YQ==\"},{\"data\":\"Yg==\"}],\"b::/\":[{\"basicProperties\":null,\"data\":\"Yw==\"}]}}");
        assertThat(messages).extracting(message -> new String(message.body())).containsExactly("a", "b", "c");
        assertThat(messages).extracting(Publication::properties).containsOnly(new BasicProperties());
    }

    @Test
    void givesHeadersAmqpsTypes() {
        assertThat(header("{\"bytes\":[-61,-87]}")).isEqualTo(LongStringHelper.asLongString("é"));
        assertThat(header("{\"bytes\":[]}")).isEqualTo(LongStringHelper.asLongString(""));
        assertThat(header("{\"bytes\":[128]}")).isEqualTo(Map.of("bytes", List.of(128)));
        assertThat(header("{\"bytes\":[300],\"more\":1}")).isEqualTo(Map.of("bytes", List.of(300), "more", 1));
        assertThat(header("{}")).isEqualTo(Map.of());
        assertThat(header("[]")).isEqualTo(List.of());
        assertThat(header("[1,-128,127]")).isEqualTo(new byte[]{1, -128, 127});
        assertThat(header("[1,128]")).isEqualTo(List.of(1, 128));
        assertThat(header("[-129]")).isEqualTo(List.of(-129));
        assertThat(header("[1,null]")).isEqualTo(Arrays.asList(1, null));
        assertThat(header("\"Jan 1, 1970, 12:33:41\u202fAM\"")).isEqualTo(Date.from(Instant.ofEpochSecond(2021)));
        assertThat(header("\"Jan 1, 1970\"")).isEqualTo("Jan 1, 1970");
        assertThat(header("null")).isNull();
        assertThat(header("true")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"'Jan 3, 1, 12:00:00 AM', -62135596800", "'Jan 3, 0001, 12:00:00 AM', -62135596800",
            "'Jan 1, 55840, 12:00:00 AM', 1699972963200", "'Dec 31, 1969, 11:59:59 PM', -1"})
    void readsTimesOfEveryYear(String text, long seconds) {
        assertThat(header('"' + text + '"')).isEqualTo(Date.from(Instant.ofEpochSecond(seconds)));
    }

    @Test
    void refusesHeadersThatTheJavaClientCannotRead() {
        assertThat(header("{\"t\":[".repeat(16) + "]}".repeat(16))).isInstanceOf(Map.class); // 32
        assertThatIllegalArgumentException().isThrownBy(() -> header("[".repeat(33) + "]".repeat(33))).withMessage(
                "publish must be an event whose records can be published again (the text: record 1: headers are nested more than 32 deep)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> header("[" + "{\"t\":".repeat(32) + "{}" + "}".repeat(32) + "]"))
                .withMessageEndingWith("record 1: headers are nested more than 32 deep)");
    }

    @ParameterizedTest
    @CsvSource({"2147483647, java.lang.Integer", "2147483648, java.lang.Long", "-2147483648, java.lang.Integer",
            "-2147483649, java.lang.Long", "9223372036854775807, java.lang.Long", "2.0, java.lang.Double",
            "-0.0, java.lang.Double", "1.0E10, java.lang.Double", "4.9E-324, java.lang.Double",
            "1.5E-10, java.lang.Double", "12.50, java.math.BigDecimal", "1E-7, java.math.BigDecimal",
            "21474836.470, java.lang.Double", "2.1474836470, java.lang.Double"})
    void keepsANumbersDigitsIfAnAmqpTypeHasThem(String digits, Class<?> type) {
        Object number = header(digits);
        assertThat(number).isInstanceOf(type);
        if (!digits.endsWith("70")) { // too many digits for AMQP's decimal: the nearest double
            assertThat(number).hasToString(digits);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1e999", "1e-99999999999",
            "1e99999999999"})
    void refusesNumbersThatAmqpHasNoTypeFor(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> header(number)).withMessage(
                "publish must be an event whose records can be published again (the text: record 1: header \"h\" has a number that AMQP has no type for (%s))",
                number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            7                                                       | it is no object
            {"data":null}                                           | its data must be a text in Base64 (it is none)
            {"data":"a"}                                            | its data must be a text in Base64 (Input byte[] should at least have 2 bytes for base64 bytes)
            {"basicProperties":[],"data":""}                        | its basicProperties are no object
            {"basicProperties":{"headers":[1]},"data":""}           | headers are no object
            {"basicProperties":{"type":{}},"data":""}               | type is no text
            {"basicProperties":{"priority":256},"data":""}          | priority must be a whole number between 0 and 255
            {"basicProperties":{"priority":-1},"data":""}           | priority must be a whole number between 0 and 255
            {"basicProperties":{"priority":1.5},"data":""}          | priority must be a whole number between 0 and 255
            {"basicProperties":{"priority":1e-99999999999},"data":""} | priority must be a whole number between 0 and 255
            {"basicProperties":{"deliveryMode":"2"},"data":""}      | deliveryMode must be a whole number between 0 and 255
            {"basicProperties":{"timestamp":"2026-01-01"},"data":""} | timestamp must be like "Jan 1, 1970, 12:33:41 AM" (it is 2026-01-01)
            """)
    void namesTheRecordThatCannotBePublished(String record, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> readRecord("{\"data\":\"\"}," + record)).withMessage(
                "publish must be an event whose records can be published again (the text: record 2: %s)", problem);
    }

    @Test
    void takesWhatTheListenerTakes() {
        BasicProperties properties = readRecord(
                "{\"basicProperties\":{\"headers\":[],\"deliveryMode\":2.0,\"priority\":1e1},\"data\":\"\"}").getFirst()
                .properties();
        assertThat(properties).isEqualTo(
                new BasicProperties.Builder().headers(Map.of()).deliveryMode(2).priority(10).build());
    }

    @Test
    void takesTextsOfAtMost255BytesAndOctets() {
        String longest = "é".repeat(127) + "x";
        BasicProperties properties = readRecord(
                "{\"basicProperties\":{\"type\":\"%s\",\"priority\":255,\"deliveryMode\":0,\"expiration\":60000},\"data\":\"\"}"
                        .formatted(longest))
                .getFirst().properties();
        assertThat(properties)
                .isEqualTo(new BasicProperties.Builder().type(longest).priority(255).deliveryMode(0).expiration("60000")
                        .build());
        assertThatIllegalArgumentException().isThrownBy(
                () -> readRecord("{\"basicProperties\":{\"type\":\"%sx\"},\"data\":\"\"}".formatted(longest)))
                .withMessageEndingWith("(the text: record 1: type has more than 255 bytes)");
        assertThatIllegalArgumentException().isThrownBy(() -> readRecord(
                "{\"basicProperties\":{\"headers\":{\"%sx\":1}},\"data\":\"\"}".formatted(longest)))
                .withMessageEndingWith("(the text: record 1: a header's name has more than 255 bytes (%s…))",
                        "é".repeat(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"rmqMessagesByQueue\":{}}", "{\"rmqMessagesByQueue\":{\"q::/\":[]}}",
            "{\"rmqMessagesByQueue\":null}"})
    void refusesAnEventWithoutRecords(String event) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(event)).withMessage(
                "publish must be an event whose records can be published again (the text: it has no record in rmqMessagesByQueue)");
    }

    @Test
    void refusesAnEventThatIsNoJson() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("{\"rmqMessagesByQueue\":{\n\"q::/\":[...]}}"))
                .withMessageStartingWith(
                        "publish must be an event whose records can be published again (the text: it has rmqMessagesByQueue, but is no JSON, line 2: ");
        assertThatIllegalArgumentException().isThrownBy(() -> read("{\"rmqMessagesByQueue\":{}}\n}"))
                .withMessageStartingWith(
                        "publish must be an event whose records can be published again (the text: it has rmqMessagesByQueue, but is no JSON, line 2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"inner\":{\"rmqMessagesByQueue\":{}}}", "[\"rmqMessagesByQueue\"]",
            "the key \"rmqMessagesByQueue\"", "{\"text\":\"rmqMessagesByQueue\"}"})
    void takesOtherJsonAsOneMessage(String text) {
        assertThat(read(text)).singleElement()
                .satisfies(message -> assertThat(message.body()).asString().isEqualTo(text));
    }
}
