package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A record says the same behind any other as it does alone. Each family's records differ from each other in a few bytes, so
 * that one is read by what is remembered of another.
 */
class RecordMemoryTest {
    private static final String BODY = ",\"redelivered\":false,\"data\":\"Ym9keQ==\"}";

    private static Stream<List<String>> families() {
        return Stream.of(
                List.of("{\"priority\":1}", "{\"priority\":12}", "{\"priority\":1 }", "{\"priority\":null}",
                        "{\"priority\":\"1\"}", "{\"priority\":300}", "{\"priorita\":1}", "{}"),
                List.of("{\"type\":1,\"timestamp\":7,\"appId\":\"a\"}", "{\"type\":1,\"timestamp\":7,\"appId\":\"b\"}",
                        "{\"type\":2,\"timestamp\":7,\"appId\":\"b\"}", "{\"type\":\"t\",\"timestamp\":7,\"appId\":1}",
                        "{\"type\":[1],\"timestamp\":null,\"appId\":\"b\"}", "{\"type\":[1],\"appId\":\"b\"}",
                        "{\"type\":1,\"timestamp\":\"Jan 3, 1, 12:00:00 AM\",\"appId\":\"a\"}"),
                List.of("{\"headers\":{\"a\":1},\"expiration\":\"x\",\"type\":1}",
                        "{\"headers\":{\"b\":1},\"expiration\":\"x\",\"type\":1}",
                        "{\"headers\":{\"b\":1},\"expiration\":\"1\",\"type\":1}",
                        "{\"headers\":{\"c\":1},\"expiration\":\"y\",\"type\":\"t\"}"),
                List.of("{\"priority\":1,\"priority\":2}", "{\"priority\":3,\"priority\":2}",
                        "{\"priority\":1,\"priority\":4}", "{\"priority\":2}"),
                List.of("{\"type\":\"a\",\"x\":1,\"y\":[1]}", "{\"type\":\"a\",\"x\":2,\"y\":[1]}",
                        "{\"type\":\"b\",\"x\":1,\"y\":[1,{}]}", "{\"type\":\"b\",\"x\":,\"y\":[1]}"),
                List.of("{\"headers\":null}", "{\"headers\":{}}", "{\"headers\":[]}", "{\"headers\":{\"a\":1}}",
                        "{\"headers\":{\"a\":2}}", "{\"headers\":{\"b\":1}}", "{\"headers\":{\"a\":1,\"b\":1}}",
                        "{\"headers\":7}"),
                List.of("{\"headers\":{\"a\":1,\"a\":2}}", "{\"headers\":{\"a\":3,\"a\":2}}",
                        "{\"headers\":{\"a\":3,\"a\":4}}", "{\"headers\":{\"a\":3,\"b\":4}}"),
                List.of("{\"headers\":{\"a\":1},\"headers\":{\"b\":1}}",
                        "{\"headers\":{\"a\":2},\"headers\":{\"b\":1}}",
                        "{\"headers\":{\"a\":2},\"headers\":null}", "{\"headers\":null,\"headers\":{\"a\":2}}",
                        "{\"headers\":[],\"headers\":{\"a\":2}}"),
                List.of("{\"headers\":{\"a\":{\"bytes\":[97]}},\"type\":\"x\"}",
                        "{\"headers\":{\"a\":{\"bytes\":[97,98]}},\"type\":\"x\"}",
                        "{\"headers\":{\"a\":{\"b\":{\"c\":1}}},\"type\":\"y\"}",
                        "{\"headers\":{\"a\":{\"b\":{\"c\":1e9999999999}}},\"type\":\"x\"}",
                        "{\"headers\":{\"a\":\"Jan 1, 1970, 12:33:41 AM\"},\"type\":\"x\"}", "{\"type\":\"x\"}"),
                List.of("{\"appId\":\"a\",\"bodySize\":4}", "{\"appId\":\"a\",\"bodySize\":5}",
                        "{\"appId\":\"\\u0061\",\"bodySize\":4}", "{\"appId\":\"a\\\"\",\"bodySize\":4}",
                        "{\"appId\":\"\u00e9\",\"bodySize\":4}", "{\"appId\":\"a\",\"bodySize\":-4}"),
                List.of("{\"type\":\"x\",\"headers\":{\"a\":1},\"priority\":1,\"appId\":\"a\"}",
                        "{\"type\":\"x\",\"headers\":{\"a\":1,\"b\":2},\"priority\":1,\"appId\":\"a\"}",
                        "{\"type\":\"y\",\"headers\":{\"c\":1},\"priority\":2,\"appId\":\"bcd\"}",
                        "{\"headers\":{\"b\":2,\"a\":1},\"priority\":1,\"appId\":\"a\"}",
                        "{\"type\":\"x\",\"headers\":null,\"priority\":1,\"appId\":\"a\"}",
                        "{\"type\":\"x\",\"headers\":{\"a\":2},\"appId\":\"a\"}",
                        "{\"type\":\"x\",\"priority\":1,\"headers\":{\"a\":2},\"appId\":\"a\"}",
                        "{\"priority\":7,\"headers\":{\"d\":2},\"priority\":1,\"appId\":\"a\"}",
                        "{\"type\":\"x\",\"headers\":{\"a\":1},\"headers\":{\"e\":1},\"appId\":\"a\"}",
                        "{\"type\":\"x\",\"priority\":1,\"appId\":\"a\"}",
                        "{\"type\":\"x\",\"headers\":{\"f\":1},\"priority\":1,\"appId\":7}",
                        "{\"type\":\"x\",\"headers\":{\"f\":1},\"priority\":1,\"appId\":\"a\",\"new\":[]}"),
                List.of(many(10, 1), many(10, 2), many(60, 1), many(60, 2), many(70, 1), many(70, 2), many(100, 1)));
    }

    private static String many(int headers, int value) {
        return IntStream.range(0, headers).mapToObj(i -> "\"h" + i + "\":" + (i % 7 == 0 ? value : i)).toList()
                .toString().replace('[', '{').replace(']', '}').replaceAll("^", "{\"headers\":") + "}";
    }

    private static String behind(String headers, String rest) {
        return "{\"basicProperties\":{\"headers\":" + headers + "}" + rest;
    }

    private static Stream<List<String>> records() {
        Stream<List<String>> ofProperties = families()
                .map(family -> family.stream().map(properties -> "{\"basicProperties\":" + properties + BODY).toList());
        return Stream.concat(ofProperties, Stream.of(
                List.of("{\"data\":\"YQ==\"}", "{\"data\":\"Yg==\"}", "{\"data\":\"YQ==\",\"data\":\"Yg==\"}",
                        "{\"data\":\"Yw==\",\"data\":\"Yg==\"}", "{\"data\":\"*\"}", "{\"data\":7}", "{}", "7",
                        "{\"data\":\"Y\\u0051==\"}", " {\"data\":\"YQ==\"}", "{\"data\" :\"YQ==\"}",
                        "{\"redelivered\":true,\"data\":\"YQ==\"}"),
                List.of(behind("{\"a\":1}", ",\"redelivered\":true,\"data\":\"YQ==\"}"),
                        behind("{\"b\":1}", ",\"redelivered\":false,\"data\":\"YQ==\"}"),
                        behind("{\"a\":1,\"b\":1}", ",\"data\":\"YQ==\"}"), behind("{\"c\":1}", ",\"data\":\"Yg==\"}"),
                        behind("{\"d\":1}", ",\"redelivered\":true}"), behind("{\"e\":1}", ",\"data\":\"*\"}"),
                        behind("{\"b\":1}", ",\"x\":1,\"data\":\"Yg==\"}"), behind("{\"a\":1}", "}"),
                        "{\"data\":\"Yw==\"," + behind("{\"f\":1}", ",\"redelivered\":true}").substring(1),
                        "{\"data\":\"Yw==\"," + behind("{\"a\":1}", ",\"data\":\"YQ==\"}").substring(1),
                        "{\"redelivered\":true," + behind("{\"g\":1}", ",\"data\":\"YQ==\"}").substring(1),
                        behind("{\"a\":1}", ",\"basicProperties\":{\"headers\":{\"h\":1}},\"data\":\"YQ==\"}")),
                List.of("{\"redelivered\":true,\"redelivered\":false,\"data\":\"YQ==\"}",
                        "{\"redelivered\":false,\"redelivered\":false,\"data\":\"YQ==\"}",
                        "{\"redelivered\":false,\"redelivered\":null,\"data\":\"YQ==\"}",
                        "{\"redelivered\":0,\"redelivered\":null,\"data\":\"YQ==\"}"),
                List.of("{\"basicProperties\":{\"type\":\"a\"},\"basicProperties\":{\"priority\":1},\"data\":\"YQ==\"}",
                        "{\"basicProperties\":{\"type\":\"b\"},\"basicProperties\":{\"priority\":1},\"data\":\"YQ==\"}",
                        "{\"basicProperties\":{\"type\":\"b\"},\"basicProperties\":{\"priority\":2},\"data\":\"YQ==\"}",
                        "{\"basicProperties\":null,\"data\":\"YQ==\"}", "{\"basicProperties\":{},\"data\":\"YQ==\"}",
                        "{\"basicProperties\":null,\"basicProperties\":{\"type\":\"a\"},\"data\":\"YQ==\"}")));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordSaysTheSameBehindAnyOther(List<String> family) {
        for (String first : family) {
            for (String second : family) {
                for (String third : family) {
                    assertSameAsAlone(first, second, third);
                }
            }
        }
    }

    private static void assertSameAsAlone(String... records) {
        List<String> expected = new ArrayList<>();
        for (String record : records) {
            List<String> alone = Telling.tell(Events.withRecords(record)).orElse(List.of());
            if (alone.isEmpty()) {
                assertThat(Telling.tell(Events.withRecords(records))).as(String.join(" ", records)).isEmpty();
                return;
            }
            expected.add(alone.getLast());
        }
        List<String> told = Telling.tell(Events.withRecords(records)).orElseThrow();
        assertThat(told.subList(1, told.size())).as(String.join(" ", records)).isEqualTo(expected);
    }

    @Test
    void whatComesAgainIsShared() {
        List<Message> messages = Batch.decode(Events.withRecords(
                Events.record("{\"type\":\"a\",\"headers\":{\"h\":1},\"priority\":1}"),
                Events.record("{\"type\":\"a\",\"headers\":{\"h\":1},\"priority\":1}"),
                Events.record("{\"type\":\"a\",\"headers\":{\"h\":1},\"priority\":2}"))).deliveries().stream()
                .map(Message.class::cast).toList();

        assertThat(messages.get(1).properties()).isSameAs(messages.get(0).properties());
        assertThat(messages.get(2).headers()).isSameAs(messages.get(0).headers());
    }
}
