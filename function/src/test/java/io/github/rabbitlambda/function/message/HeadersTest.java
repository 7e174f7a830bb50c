package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.function.message.HeaderValue.Array;
import io.github.rabbitlambda.function.message.HeaderValue.Decimal;
import io.github.rabbitlambda.function.message.HeaderValue.Flag;
import io.github.rabbitlambda.function.message.HeaderValue.LongString;
import io.github.rabbitlambda.function.message.HeaderValue.Nothing;
import io.github.rabbitlambda.function.message.HeaderValue.Table;
import io.github.rabbitlambda.function.message.HeaderValue.Timestamp;
import io.github.rabbitlambda.function.message.HeaderValue.WholeNumber;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @Test
    void everyTypeOfAmqpKeepsItsValue() {
        Headers headers = Fixtures.message("11-derived-all-amqp-types-and-nulls", 0).headers();

        assertThat(headers.asMap()).containsOnly(
                Map.entry("arr", new Array(List.of(LongString.of("x"), new WholeNumber(2), new Flag(true),
                        Nothing.NOTHING, new Table(Headers.of(Map.of("k", LongString.of("v"))))))),
                Map.entry("b", new WholeNumber(-3)), Map.entry("dec", new Decimal(new BigDecimal("12.34"))),
                Map.entry("d", new Decimal(new BigDecimal("2.0"))), Map.entry("e", LongString.of("\u00e9\u20ac")),
                Map.entry("f", new Decimal(new BigDecimal("1.5"))), Map.entry("i", new WholeNumber(10)),
                Map.entry("l", new WholeNumber(9007199254740993L)), Map.entry("eq", LongString.of("a=b<c>&'")),
                Map.entry("n", Nothing.NOTHING), Map.entry("empty", new Table(Headers.NONE)),
                Map.entry("s", LongString.of("value1")), Map.entry("t", new Flag(true)),
                Map.entry("tab", new Table(Headers.of(Map.of("i", new WholeNumber(1), "k", LongString.of("v"))))),
                Map.entry("sh", new WholeNumber(7)),
                Map.entry("x", new Array(List.of(new WholeNumber(1), new WholeNumber(-2), new WholeNumber(127)))),
                Map.entry("emptystr", LongString.of("")),
                Map.entry("ts", new Timestamp(Instant.parse("2023-07-02T01:30:34Z"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [-128]    | true
            [ -128 ]  | true
            [255]     | true
            [ 255 ]   | true
            [-129]    | false
            [ -129 ]  | false
            [256]     | false
            [ 256 ]   | false
            """)
    void aLongStringHasSignedOrUnsignedBytesWithOrWithoutSpaces(String bytes, boolean isLongString) {
        HeaderValue value = Events.message("{\"headers\":{\"h\":{\"bytes\":" + bytes + "}}}").headers().get("h")
                .orElseThrow();

        assertThat(value).isInstanceOf(isLongString ? LongString.class : Table.class);
    }

    @Test
    void readsTheDeathsOfADeadLetteredMessage() {
        Headers headers = Fixtures.message("12-derived-dead-lettered-quorum", 0).headers();

        assertThat(headers.text("x-first-death-reason")).contains("delivery_limit");
        assertThat(headers.get("x-death")).hasValueSatisfying(deaths -> {
            Headers death = ((Table) ((Array) deaths).items().getFirst()).fields();
            assertThat(death.text("reason")).contains("delivery_limit");
            assertThat(death.text("queue")).contains("lim-quorum");
            assertThat(death.wholeNumber("count")).hasValue(1);
            assertThat(death.get("time")).contains(new Timestamp(Instant.parse("2026-11-22T18:53:27Z")));
            assertThat(death.get("routing-keys")).contains(new Array(List.of(LongString.of("lim-quorum"))));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "[ ]", "{ }"})
    void noHeadersAreEmptyHeaders(String headers) {
        assertThat(Events.message("{\"headers\":" + headers + "}").headers()).isEqualTo(Headers.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"bytes\":[118,-61,-87]}|v\u00e9", "{\"bytes\":[118,195,169]}|v\u00e9",
            "{ \"bytes\" : [ 118 ] }|v", "{\"bytes\":[]}|''", "{\"\\u0062ytes\":[118]}|v",
            "{\"bytes\":1,\"bytes\":[118]}|v",
            "\"plain\"|plain", "\"Jan 32, 1970, 12:00:00 AM\"|Jan 32, 1970, 12:00:00 AM"})
    void readsTexts(String json, String text) {
        assertThat(header(json)).isEqualTo(LongString.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"bytes\":[256]}", "{\"bytes\":[-129]}", "{\"bytes\":[1.0]}", "{\"bytes\":[null]}",
            "{\"bytes\":1}", "{\"bytes\":[1],\"x\":1}", "{\"byte\":[1]}", "{\"bytes\":[1e1]}", "{\"bytes\":[1000]}"})
    void otherObjectsAreTables(String json) {
        assertThat(header(json)).isInstanceOf(Table.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999_999_999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void readsWholeNumbersInFull(long number) {
        assertThat(header("" + number)).isEqualTo(new WholeNumber(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1.5", "2.0", "12.340", "1E400", "4.9E-324"})
    void readsOtherNumbersAsDecimalsInFull(String number) {
        assertThat(header(number)).isEqualTo(new Decimal(new BigDecimal(number)));
    }

    @Test
    void readsNumbersOfUpToAThousandCharacters() {
        assertThat(header("9".repeat(1000))).isInstanceOf(Decimal.class);
        assertThat(Events.reason(Events.record("{\"headers\":{\"h\":" + "9".repeat(1001) + "}}")))
                .isEqualTo("a number must have at most 1000 characters (came one of 1001)");
        assertThat(Events.reason(Events.record("{\"headers\":{\"h\":1e9999999999}}")))
                .isEqualTo("a number among the headers has an exponent out of range");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[|]", "{\"a\":|}"})
    void readsHeadersOfUpToAHundredLevels(String open, String close) {
        String allowed = "{\"headers\":{\"h\":" + open.repeat(99) + "1" + close.repeat(99) + "}}";
        String tooDeep = "{\"headers\":{\"h\":" + open.repeat(100) + "1" + close.repeat(100) + "}}";

        assertThat(Events.message(allowed).headers().get("h")).isPresent();
        assertThat(Events.reason(Events.record(tooDeep)))
                .isEqualTo("headers must be at most 100 deep (came deeper ones)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void countsALongStringAsTwoLevelsHoweverItIsWritten(String space) {
        String string = "{" + space + "\"bytes\":[1]}";

        assertThat(Events.message("{\"headers\":{\"h\":" + "[".repeat(97) + string + "]".repeat(97) + "}}").headers()
                .isEmpty()).isFalse();
        assertThat(Events.reason(
                Events.record("{\"headers\":{\"h\":" + "[".repeat(98) + string + "]".repeat(98) + "}}")))
                .isEqualTo("headers must be at most 100 deep (came deeper ones)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,-1,127,-128]", "[1,255,127,128]", "{\"bytes\":[1,-1,127,128]}", "[ 1 , 255,127,128]"})
    void readsAByteArrayWithSignedOrUnsignedBytes(String json) {
        Headers headers = Events.message("{\"headers\":{\"h\":" + json + "}}").headers();

        assertThat(headers.bytes("h")).hasValueSatisfying(
                bytes -> assertThat(bytes).containsExactly(1, -1, 127, -128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[256]", "[-129]", "[1.0]", "[null]", "[\"a\"]", "[[1]]", "1", "true", "null", "{\"a\":1}"})
    void takesNothingElseForAByteArray(String json) {
        assertThat(Events.message("{\"headers\":{\"h\":" + json + "}}").headers().bytes("h")).isEmpty();
    }

    @Test
    void anEmptyArrayHasNoBytesAndAnAbsentHeaderIsNone() {
        Headers headers = Events.message("{\"headers\":{\"h\":[]}}").headers();

        assertThat(headers.bytes("h")).hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(headers.bytes("none")).isEmpty();
    }

    @Test
    void aByteArrayIsACopy() {
        Headers headers = Events.message("{\"headers\":{\"h\":{\"bytes\":[1]}}}").headers();

        headers.bytes("h").orElseThrow()[0] = 2;

        assertThat(headers.bytes("h").orElseThrow()).containsExactly(1);
    }

    @Test
    void aGetterIsEmptyForAnotherTypeAndForNone() {
        Headers headers = Events.message("{\"headers\":{\"n\":1,\"f\":true,\"s\":\"x\"}}").headers();

        assertThat(headers.text("n")).isEmpty();
        assertThat(headers.wholeNumber("s")).isEmpty();
        assertThat(headers.flag("n")).isEmpty();
        assertThat(headers.flag("f")).contains(true);
        assertThat(headers.get("none")).isEmpty();
        assertThat(headers.text("none")).isEmpty();
    }

    @Test
    void headersThatComeAgainAreShared() {
        String same = Events.record("{\"headers\":{\"a\":{\"bytes\":[1]},\"b\":2}}");
        String other = Events.record("{\"headers\":{\"a\":{\"bytes\":[1]},\"b\":3}}");
        List<Delivery> deliveries = Batch.decode(Events.withRecords(same, same, other)).deliveries();

        Headers first = ((Message) deliveries.get(0)).headers();
        assertThat(((Message) deliveries.get(1)).headers()).isSameAs(first);
        Headers third = ((Message) deliveries.get(2)).headers();
        assertThat(third.get("a").orElseThrow()).isSameAs(first.get("a").orElseThrow());
        assertThat(third.wholeNumber("b")).hasValue(3);
    }

    @Test
    void headersCanNotBeChangedAndTheirTextTellsNoValue() {
        Headers headers = Events.message("{\"headers\":{\"password\":{\"bytes\":[115]}}}").headers();
        byte[] bytes = ((LongString) headers.get("password").orElseThrow()).bytes();
        bytes[0] = 'x';

        assertThat(headers.text("password")).contains("s");
        assertThatThrownBy(() -> headers.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(headers.toString()).isEqualTo("headers [password]");
        assertThat(headers.get("password").orElseThrow().toString()).isEqualTo("long string of 1 bytes");
    }

    private static HeaderValue header(String json) {
        return Events.message("{\"headers\":{\"h\":" + json + "}}").headers().get("h").orElseThrow();
    }
}
