package io.github.rabbitlambda.function.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event means the same through a window of every size: wherever the window ends, and however often it moves. */
class JsonWindowTest {
    private static Stream<byte[]> events() {
        return Stream.concat(Fixtures.NAMES.stream().map(Fixtures::event), made());
    }

    private static Stream<byte[]> made() {
        return Stream.of(Events.withRecords(recordsThatDifferInOneValue()),
                event("{\"headers\":{\"n\":12345,\"f\":-1.5e3}}"),
                event("{\"type\":\"\u00e9\u20ac\ud83d\ude00\\u00e9\\n\"}"), event("{\"priority\":1"),
                event("{\"type\":\"\u0001\"}"),
                new byte[]{'{', '"', (byte) 0xe2, (byte) 0x82, '"', '}'});
    }

    /** After a move the window holds other bytes at the previous record's position, which must not be taken for it. */
    private static String[] recordsThatDifferInOneValue() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            records.add(Events.record("{\"type\":\"a\",\"priority\":" + i % 3 + ",\"messageId\":\"m" + i + "\"}"));
        }
        return records.toArray(String[]::new);
    }

    private static byte[] event(String properties) {
        return Events.withRecords(Events.record(properties), Events.record(properties));
    }

    @ParameterizedTest
    @MethodSource("events")
    void decodesTheSameThroughAWindowOfEverySize(byte[] event) {
        Optional<List<String>> whole = Telling.tell(event);

        for (int size = 1; size <= Math.min(event.length + 1, 1500); size++) {
            assertThat(Telling.tell(event, size)).as("a window of %d bytes", size).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void refusesAnEventThatIsFollowedByAnythingElse(byte[] event) {
        byte[] followed = (new String(event, StandardCharsets.ISO_8859_1) + "\n1")
                .getBytes(StandardCharsets.ISO_8859_1);

        for (int size = 1; size <= Math.min(followed.length + 1, 1500); size++) {
            assertThat(Telling.tell(followed, size)).as("a window of %d bytes", size).isEmpty();
        }
    }
}
