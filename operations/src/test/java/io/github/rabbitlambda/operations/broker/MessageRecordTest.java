package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.operations.Input;

class MessageRecordTest {

    @ParameterizedTest
    @CsvSource({"-128,true", "255,true", "-129,false", "256,false"})
    void takesAnArrayOfBytesForATextAndAnyOtherForATable(int number, boolean isText) throws Exception {
        Object value = record("{\"basicProperties\":{\"headers\":{\"h\":{\"bytes\":[" + number + "]}}},\"data\":\"\"}")
                .properties().getHeaders().get("h");

        assertThat(value instanceof Map).isNotEqualTo(isText);
    }

    @Test
    void readsEveryPropertyAsLambdaWritesIt() throws Exception {
        MessageRecord record = record(
                """
                        {"basicProperties":{"contentType":"text/plain","contentEncoding":"gzip","headers":null,"deliveryMode":1,
                        "priority":255,"correlationId":"c","replyTo":"r","expiration":"315360000000","messageId":"m",
                        "timestamp":"Jul 2, 2023, 1:30:34\\u202fAM","type":"t","userId":"u","appId":"a","clusterId":"k","bodySize":3},
                        "redelivered":false,"data":"AP9B"}""");

        assertThat(record.body()).containsExactly(0, -1, 65);
        assertThat(record.properties().toString()).contains("content-type=text/plain", "content-encoding=gzip",
                "headers=null", "delivery-mode=1", "priority=255", "correlation-id=c", "reply-to=r",
                "expiration=315360000000", "message-id=m", "type=t", "user-id=u", "app-id=a", "cluster-id=k");
        assertThat(record.properties().getTimestamp()).isEqualTo("2023-07-02T01:30:34Z");
    }

    @Test
    void leavesOutWhatIsAbsent() throws Exception {
        assertThat(record("{\"basicProperties\":{\"priority\":null,\"bodySize\":0},\"data\":\"\"}").properties()
                .toString())
                .contains("priority=null", "delivery-mode=null", "timestamp=null", "message-id=null");
    }

    @Test
    void readsHeadersOfEveryType() throws Exception {
        Map<String, Object> headers = record("""
                {"basicProperties":{"headers":{"text":{"bytes":[118,-61,-87]},"empty":{"bytes":[]},"n":1,
                "long":9007199254740993,"d":1.5,"t":true,"void":null,"when":"Jul 2, 2023, 1:30:34 AM","plain":"by hand",
                "table":{"bytes":{"bytes":[65]},"deep":{"n":2}},"array":[1,{"bytes":[66]},null]}},"data":""}""")
                .properties().getHeaders();

        assertThat(headers.get("text")).hasToString("vé");
        assertThat(headers.get("empty")).hasToString("");
        assertThat(headers).containsEntry("n", 1).containsEntry("long", 9007199254740993L).containsEntry("d", 1.5)
                .containsEntry("t", true).containsEntry("void", null)
                .containsEntry("when", new Date(1_688_261_434_000L));
        assertThat(headers.get("plain")).hasToString("by hand");
        assertThat(headers.get("table")).hasToString("{bytes=A, deep={n=2}}");
        assertThat(headers.get("array")).hasToString("[1, B, null]");
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThatThrownBy(() -> record("{\"data\":\"not base64!\"}"))
                .hasMessage("data must be the body in Base64 (in record)");
        assertThatThrownBy(() -> record("{\"basicProperties\":{\"priority\":256}}")).hasMessage(
                "priority must be a number up to 255 (given 256 in record.basicProperties)");
        assertThatThrownBy(() -> record("{\"basicProperties\":{\"timestamp\":\"yesterday\"}}")).hasMessage(
                "timestamp must be like Jan 1, 1970, 12:33:41 AM (given yesterday in record.basicProperties)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Jan 3, 1, 12:00:00 AM|-62135596800", "Oct 4, 1582, 11:59:59 PM|-12219292801",
            "Oct 15, 1582, 12:00:00 AM|-12219292800", "Dec 31, 1969, 11:59:59 PM|-1", "Jan 1, 1970, 12:00:00 AM|0",
            "Jan 1, 68, 12:00:00 AM|-60021475200", "Dec 31, 9999, 11:59:59 PM|253402300799",
            "Jan 1, 10000, 12:00:00 AM|253402300800", "Jan 28, 55840, 5:20:00 PM|1699975358400",
            "Aug 17, 292278994, 7:12:55 AM|9223372036854775"})
    void readsTheTimestampThatGsonWritesForASecond(String text, long seconds) {
        SimpleDateFormat gson = new SimpleDateFormat("MMM d, y, h:mm:ss a", Locale.US);
        gson.setTimeZone(TimeZone.getTimeZone("UTC"));

        assertThat(LambdaTimestamp.parse(text)).contains(new Date(seconds * 1000));
        assertThat(gson.format(new Date(seconds * 1000))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Feb 30, 2024, 1:00:00 AM", "Oct 5, 1582, 1:00:00 AM", "Aug 17, 292278994, 7:12:56 AM",
            "Jan 1, 999999999, 1:00:00 AM", "Jan 1, 0, 1:00:00 AM", "Jan 01, 2024, 1:00:00 AM",
            "Jan 1, 02024, 1:00:00 AM", "Jan 1, 2024, 13:00:00 AM", "Jan 1, 2024, 0:00:00 AM",
            "Jan 1, 2024, 1:60:00 AM", "Jan 1, 2024, 1:00:00 AM ", "Foo 1, 2024, 1:00:00 AM", "Jan 1, 2024", ""})
    void refusesWhatNoTimestampIsWrittenAs(String text) {
        assertThat(LambdaTimestamp.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contentType", "contentEncoding", "correlationId", "replyTo", "expiration", "messageId",
            "type", "userId", "appId", "clusterId"})
    void holdsAPropertyUpToTheLengthOfAShortString(String property) throws Exception {
        assertThat(record(properties("\"" + property + "\":\"" + "é".repeat(127) + "x\"")).properties().toString())
                .contains("éx");
        assertThat(record(properties("\"" + property + "\":\"\"")).properties())
                .as("an empty text is a value").isNotEqualTo(record(properties("")).properties());
        assertThatThrownBy(() -> record(properties("\"" + property + "\":\"" + "é".repeat(128) + "\""))).hasMessage(
                property + " must have at most 255 bytes as UTF-8 (given 256): AMQP takes no longer one");
    }

    @Test
    void readsNoHeadersInEachOfTheirForms() throws Exception {
        assertThat(record(properties("\"headers\":null")).properties().getHeaders()).isNull();
        assertThat(record(properties("\"headers\":[]")).properties().getHeaders()).isNull();
        assertThat(record(properties("\"headers\":{}")).properties().getHeaders()).isEmpty();
        assertThat(record(properties("\"headers\":{\"x-death\":[]}")).properties().getHeaders()).isNull();
        assertThatThrownBy(() -> record(properties("\"headers\":[1]")))
                .hasMessage("headers must be an object (given a list in record.basicProperties)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[|]", "{\"a\":|}"})
    void nestsHeadersAsDeepAsTheJavaClientReads(String level) throws Exception {
        String open = level.substring(0, level.indexOf('|'));
        String close = level.substring(level.indexOf('|') + 1);

        assertThat(record(properties("\"headers\":{\"h\":%s1%s}".formatted(open.repeat(32), close.repeat(32))))
                .properties().getHeaders()).containsKey("h");
        assertThatThrownBy(
                () -> record(properties("\"headers\":{\"h\":%s1%s}".formatted(open.repeat(33), close.repeat(33)))))
                .hasMessage("the header h must be nested at most 32 deep, or no Java client could read it (given a "
                        + "deeper one)");
    }

    @Test
    void refusesNumbersThatAmqpCanNotHold() throws Exception {
        assertThat(record(
                properties("\"headers\":{\"h\":[9223372036854775807,-9223372036854775808,1.7976931348623157E308]}"))
                .properties().getHeaders().get("h").toString())
                .isEqualTo("[9223372036854775807, -9223372036854775808, 1.7976931348623157E308]");
        assertThatThrownBy(() -> record(properties("\"headers\":{\"h\":-9223372036854775809}")))
                .hasMessage("the header h must be a whole number of at most 64 bits (given 64 bits)");
        assertThatThrownBy(() -> record(properties("\"headers\":{\"h\":[-1e309]}")))
                .hasMessage("the header h must be a number up to 1.8E308 (given a larger one)");
    }

    @ParameterizedTest
    @CsvSource({"12.50,12.50", "0.00,0.00", "21474836.47,2.147483647E7", "21474836.470,2.147483647E7",
            "2147483.6470,2147483.647", "12.5,12.5", "0.1,0.1", "-0.0,-0.0", "-0.00,-0.0", "1.5e3,1500.0",
            "1e300,1.0E300",
            "12.345678901234567,12.345678901234567", "0.1000000000000000055511151231257827,0.1", "4.9E-324,4.9E-324",
            "1.50000000000000000000,1.5", "2147483647e-255,2.147483647E-246", "2147483640e-255,2.147483640E-246"})
    void keepsFractionsAsTheyAreWrittenOrAsAnEqualDouble(String written, String header) throws Exception {
        assertThat(record(properties("\"headers\":{\"h\":" + written + "}")).properties().getHeaders().get("h"))
                .hasToString(header);
    }

    @ParameterizedTest
    @CsvSource({"1e-400,0.0", "-1e-2147483647,-0.0", "12.345678901234567890123,12.345678901234567",
            "12.345678901234568,12.345678901234567", "9007199254740992.5,9.007199254740992E15"})
    void refusesFractionsThatWouldArriveChanged(String written, String changed) {
        assertThatThrownBy(() -> record(properties("\"headers\":{\"h\":[" + written + "]}"))).hasMessage(
                "the header h must be a number that a double or a decimal of AMQP can hold (given one that would become "
                        + changed + ")");
    }

    private static String properties(String members) {
        return "{\"basicProperties\":{" + members + "},\"data\":\"\"}";
    }

    @Test
    void dropsTheHeadersOfAnEarlierLife() {
        assertThat(HeaderTable.withoutBrokersHeaders(Map.of("x-death", List.of(), "x-delivery-count", 3, "a", 1)))
                .containsExactly(Map.entry("a", 1));
        assertThat(HeaderTable.withoutBrokersHeaders(Map.of("CC", List.of(), "BCC", List.of(), "cc", 1)))
                .as("headers that route").containsExactly(Map.entry("cc", 1));
        assertThat(HeaderTable.withoutBrokersHeaders(Map.of("x-acquired-count", 3))).isNull();
        assertThat(HeaderTable.withoutBrokersHeaders(null)).isNull();
        Map<String, Object> clean = Map.of("a", 1);
        assertThat(HeaderTable.withoutBrokersHeaders(clean)).isSameAs(clean);
    }

    private static MessageRecord record(String json) {
        return MessageRecord.of(Input.parse("record", json));
    }
}
