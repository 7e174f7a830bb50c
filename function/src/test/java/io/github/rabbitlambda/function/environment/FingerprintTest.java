package io.github.rabbitlambda.function.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.message.Message;

class FingerprintTest {
    private static final String HEADERS = "{\"headers\":%s}";

    @ParameterizedTest
    @ValueSource(strings = {"{\"x-delivery-count\":1}", "{\"x-delivery-count\":2,\"x-acquired-count\":7}", "{}"})
    void whatTheBrokerCountsIsNoPartOfIt(String headers) {
        assertThat(of(HEADERS.formatted(headers))).isEqualTo(of("{\"headers\":null}"));
    }

    @Test
    void aRedeliveryAndTheOrderOfHeadersAreNoPartOfIt() {
        assertThat(Fingerprint.of(message("{\"headers\":{\"a\":1,\"b\":2}}", "YQ==", true)))
                .isEqualTo(Fingerprint.of(message("{\"headers\":{\"b\":2,\"a\":1}}", "YQ==", false)));
    }

    /** Neighbouring values would be alike if the parts were only joined. */
    @Test
    void everythingElseMakesAnother() {
        List<String> properties = List.of("{}", "{\"messageId\":\"a\"}", "{\"correlationId\":\"a\"}",
                "{\"type\":\"a\"}", "{\"timestamp\":\"Jan 1, 2020, 12:00:00 AM\"}", "{\"messageId\":\"ab\"}",
                "{\"messageId\":\"a\",\"correlationId\":\"b\"}", HEADERS.formatted("{\"a\":1}"),
                HEADERS.formatted("{\"a\":\"1\"}"), HEADERS.formatted("{\"a\":true}"),
                HEADERS.formatted("{\"a\":null}"), HEADERS.formatted("{\"a\":[1]}"), HEADERS.formatted("{\"a\":[[1]]}"),
                HEADERS.formatted("{\"a\":{\"bytes\":[50]}}"), HEADERS.formatted("{\"a\":{\"b\":{\"bytes\":[49]}}}"),
                HEADERS.formatted("{\"a\":{},\"b\":1}"), HEADERS.formatted("{\"a\":{\"b\":1}}"));

        assertThat(Stream.concat(properties.stream().map(FingerprintTest::of),
                Stream.of(Fingerprint.of(message("{}", "Yg==", false)), ofQueue("other")))
                .collect(Collectors.toSet())).hasSize(properties.size() + 2);
    }

    private static Fingerprint of(String properties) {
        return Fingerprint.of(message(properties, "YQ==", false));
    }

    private static Fingerprint ofQueue(String queue) {
        return Fingerprint.of((Message) Batch.decode(Events.utf8(
                "{\"rmqMessagesByQueue\":{\"" + queue + "::/\":[{\"basicProperties\":{},\"data\":\"YQ==\"}]}}"))
                .deliveries().getFirst());
    }

    private static Message message(String properties, String data, boolean redelivered) {
        return (Message) Events.only("{\"basicProperties\":" + properties + ",\"redelivered\":" + redelivered
                + ",\"data\":\"" + data + "\"}");
    }
}
