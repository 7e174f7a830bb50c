package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;

import io.github.rabbitlambda.local.queue.RecordEncoder.Unencodable;

class RecordEncoderTest {
    private final RecordEncoder encoder = new RecordEncoder();

    private String encoded(BasicProperties properties, boolean redelivered, byte[] body) throws Unencodable {
        return new String(encoder.encode(new Delivery(null, 1, redelivered, properties, body)).toByteArray(),
                StandardCharsets.UTF_8);
    }

    @Test
    void writesTheDocumentedSample() throws Unencodable {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("header1", LongStringHelper.asLongString("value1"));
        headers.put("numberInHeader", 10);
        AMQP.BasicProperties properties = new BasicProperties.Builder().contentType("text/plain").headers(headers)
                .deliveryMode(1)
                .priority(34)
                .expiration("60000").timestamp(Date.from(Instant.ofEpochSecond(2021))).userId("AIDACKCEVSQ6C2EXAMPLE")
                .build();
        assertThat(encoded(properties, false, "{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(
                """
                        {"basicProperties":{"contentType":"text/plain","contentEncoding":null,"headers":{"numberInHeader":10,"header1":{"bytes":[118,97,108,117,101,49]}},"deliveryMode":1,"priority":34,"correlationId":null,"replyTo":null,"expiration":"60000","messageId":null,"timestamp":"Jan 1, 1970, 12:33:41 AM","type":null,"userId":"AIDACKCEVSQ6C2EXAMPLE","appId":null,"clusterId":null,"bodySize":2},"redelivered":false,"data":"e30="}"""
                        .strip());
    }

    @Test
    void writesEveryHeaderTypeAsTheReference() throws Unencodable {
        Map<String, Object> headers = new HashMap<>(headersOfEveryType());
        headers.put("table", new HashMap<>(headersOfEveryType()));
        headers.put("list", new ArrayList<>(headersOfEveryType().values()));
        headers.put("quote\"\\\u2028é\u0001", "key");
        AMQP.BasicProperties properties = new BasicProperties.Builder().headers(headers).build();
        assertThat(encoded(properties, true, new byte[]{-1, 0}))
                .isEqualTo(Reference.record(properties, true, new byte[]{-1, 0}));
    }

    static Map<String, Object> headersOfEveryType() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("long-string", LongStringHelper.asLongString("é€"));
        headers.put("empty-long-string", LongStringHelper.asLongString(""));
        headers.put("int", Integer.MIN_VALUE);
        headers.put("long", 9_007_199_254_740_993L);
        headers.put("short", (short) -7);
        headers.put("byte", (byte) -128);
        headers.put("float", 1.5e-10f);
        headers.put("double", 2.0);
        headers.put("tiny", Double.MIN_VALUE);
        headers.put("decimal", new BigDecimal("12.34"));
        headers.put("decimal-with-exponent", new BigDecimal("1E+3"));
        headers.put("boolean", false);
        headers.put("void", null);
        headers.put("timestamp", Date.from(Instant.parse("2023-07-02T01:30:34Z")));
        headers.put("bytes", new byte[]{1, -2, 127, -128});
        headers.put("no-bytes", new byte[0]);
        headers.put("no-table", new HashMap<>());
        headers.put("no-list", List.of());
        headers.put("nested", new ArrayList<>(Arrays.asList(LongStringHelper.asLongString("x"), 2, null,
                new HashMap<>(Map.of("k", new ArrayList<>(List.of(1L)))))));
        return headers;
    }

    static List<BasicProperties> usualAndUnusualProperties() {
        return List.of(new BasicProperties(),
                new BasicProperties.Builder().headers(new HashMap<>()).build(),
                new BasicProperties("a=b<c>&'", "utf-8", null, 2, 0, "c", "r", "315360000000", "m", new Date(0), "T",
                        "guest", "ap", "cl"),
                new BasicProperties("tab\tquote\"back\\nul\u0000é\u2028\u2029\uD83D\uDE00", null, null, 255, 255,
                        "\uD800", "\uDC00x", "", "", Date.from(Instant.parse("+10000-01-01T00:00:00Z")), "", "", "",
                        ""),
                new BasicProperties.Builder().timestamp(new Date(-1)).build(),
                new BasicProperties.Builder().timestamp(new Date(Long.MAX_VALUE)).build(),
                new BasicProperties.Builder().timestamp(new Date(Long.MIN_VALUE)).build(),
                new BasicProperties.Builder().timestamp(Date.from(Instant.parse("2026-11-22T12:00:00Z"))).build());
    }

    @ParameterizedTest
    @MethodSource("usualAndUnusualProperties")
    void writesPropertiesAsTheReference(BasicProperties properties) throws Unencodable {
        byte[] body = {1};
        byte[] reference = Reference.record(properties, false, body).getBytes(StandardCharsets.UTF_8);
        assertThat(encoded(properties, false, body).getBytes(StandardCharsets.UTF_8)).isEqualTo(reference);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0001-01-01T00:00:00Z   | Jan 3, 1, 12:00:00 AM
            0099-12-31T23:59:59Z   | Jan 2, 100, 11:59:59 PM
            0099-01-01T00:00:00Z   | Jan 3, 99, 12:00:00 AM
            0999-12-31T12:00:00Z   | Dec 26, 999, 12:00:00 PM
            1000-06-30T12:30:00Z   | Jun 24, 1000, 12:30:00 PM
            1582-10-14T00:00:00Z   | Oct 4, 1582, 12:00:00 AM
            1582-10-15T00:00:00Z   | Oct 15, 1582, 12:00:00 AM
            1969-12-31T23:59:59Z   | Dec 31, 1969, 11:59:59 PM
            9999-12-31T23:59:59Z   | Dec 31, 9999, 11:59:59 PM
            +10000-01-01T00:00:00Z | Jan 1, 10000, 12:00:00 AM
            +55840-08-01T01:02:03Z | Aug 1, 55840, 1:02:03 AM
            0000-12-31T00:00:00Z   | Jan 2, 1, 12:00:00 AM
            0000-01-01T00:00:00Z   | Jan 3, 1, 12:00:00 AM
            -0043-03-15T00:00:00Z  | Mar 17, 44, 12:00:00 AM
            """)
    void writesTimesAsGsonDoes(Instant time, String text) throws Unencodable {
        assertSameTime(Date.from(time));
        assertThat(encoded(new BasicProperties.Builder().timestamp(Date.from(time)).build(), false, new byte[0]))
                .contains("\"timestamp\":\"" + text + "\"");
    }

    /** The client multiplies AMQP's 64 bits of seconds by 1000, with an overflow. */
    @Test
    void writesAnyTimeAsGsonDoes() throws Unencodable {
        for (long seconds : new long[]{Long.MIN_VALUE, Long.MIN_VALUE / 1000 - 1, Long.MIN_VALUE / 1000,
                Long.MAX_VALUE / 1000, Long.MAX_VALUE / 1000 + 1, Long.MAX_VALUE}) {
            assertSameTime(new Date(seconds * 1000));
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            Date time = new Date(random.nextLong() >> random.nextInt(40));
            assertThat(encodedTime(time)).as("seed %d, %d ms", seed, time.getTime()).isEqualTo(referenceTime(time));
        }
    }

    private void assertSameTime(Date time) throws Unencodable {
        assertThat(encodedTime(time)).isEqualTo(referenceTime(time));
    }

    private String encodedTime(Date time) throws Unencodable {
        return encoded(new BasicProperties.Builder().timestamp(time).headers(Map.of("t", time)).build(), false,
                new byte[0]);
    }

    private static String referenceTime(Date time) {
        return Reference.record(new BasicProperties.Builder().timestamp(time).headers(Map.of("t", time)).build(), false,
                new byte[0]);
    }

    @Test
    void escapesStringsAsTheReference() throws Unencodable {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            String text = random.ints(random.nextInt(40), 0, round % 2 == 0 ? 0x80 : 0x10000)
                    .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append).toString();
            byte[] json = new JsonBytes().string(text).toByteArray();
            assertThat(json).isEqualTo(Reference.string(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatJsonDoesNotHave(double number) {
        assertThatExceptionOfType(Unencodable.class)
                .isThrownBy(() -> encoded(new BasicProperties.Builder().headers(Map.of("n", number)).build(), false,
                        new byte[0]))
                .withMessage("a header with the value " + number);
        assertThatExceptionOfType(Unencodable.class)
                .isThrownBy(() -> encoded(new BasicProperties.Builder().headers(Map.of("n", (float) number)).build(),
                        false, new byte[0]));
    }

    @Test
    void writesTimesInUtcWhateverTheMachinesZone() throws Unencodable {
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            BasicProperties properties = new BasicProperties.Builder().timestamp(new Date(0)).build();
            Delivery delivery = new Delivery(null, 1, false, properties, new byte[0]);
            assertThat(new String(new RecordEncoder().encode(delivery).toByteArray(), StandardCharsets.UTF_8))
                    .contains("\"timestamp\":\"Jan 1, 1970, 12:00:00 AM\"");
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void writesOneMessageAfterTheOther() throws Unencodable {
        BasicProperties second = new BasicProperties.Builder().messageId("second").build();
        encoded(new BasicProperties.Builder().messageId("first").build(), false, new byte[100]);
        assertThat(encoded(second, false, new byte[1])).isEqualTo(Reference.record(second, false, new byte[1]));
    }

    @Test
    void growsItsBufferForAStringAtItsEnd() {
        for (int length = 4080; length < 4100; length++) {
            String text = "x".repeat(length);
            assertThat(new JsonBytes().ascii(text).string("plain").toByteArray())
                    .isEqualTo((text + "\"plain\"").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void writesTheTrueBodySize() throws Unencodable {
        assertThat(encoded(new BasicProperties(), false, new byte[100_000])).contains("\"bodySize\":100000}");
    }
}
