package io.github.rabbitlambda.local.parking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedMessageTest {
    private static ParkedMessage parked(String messageId, int attempts, byte[] body) {
        return ParkedMessage.read(
                """
                        {"version":1,"queue":"orders","virtualHost":"/","parkedAt":"2026-11-22T21:00:00.123Z","requestId":"r","functionArn":"f",
                         "attempts":%d,"error":{"class":"java.lang.IllegalStateException","message":"no total"},"undecodable":false,
                         "record":{"basicProperties":{"messageId":%s},"redelivered":false,"data":"%s"}}"""
                        .formatted(attempts, messageId, Base64.getEncoder().encodeToString(body)));
    }

    private static String body(String text) {
        return parked("null", 1, text.getBytes(StandardCharsets.UTF_8)).body();
    }

    @Test
    void saysWhichMessageWasParkedAndWhy() {
        assertThat(parked("\"42\"", 3, "{\"order\": 42}".getBytes(StandardCharsets.UTF_8))).isEqualTo(new ParkedMessage(
                "message id 42 of queue \"orders\", 13 bytes, after 3 attempts: java.lang.IllegalStateException: no total",
                "{\"order\": 42}"));
        assertThat(parked("null", 1, new byte[]{-1})).isEqualTo(new ParkedMessage(
                "message id (none) of queue \"orders\", 1 byte, after 1 attempt: java.lang.IllegalStateException: no total",
                ""));
    }

    @Test
    void saysThatARecordCannotBeDecoded() {
        assertThat(ParkedMessage.read(
                "{\"queue\":\"q\",\"attempts\":0,\"error\":{\"class\":null,\"message\":\"data is not Base64\"},\"undecodable\":true,\"record\":{\"data\":\"!\"}}"))
                .isEqualTo(new ParkedMessage(
                        "message id (none) of queue \"q\", 0 bytes, it can't be decoded: data is not Base64", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{\"a\":1}", "[]"})
    void showsTextsOfAnotherOrigin(String text) {
        assertThat(ParkedMessage.read(text)).isEqualTo(new ParkedMessage(
                "the function sent a text of %d characters that no listener parks".formatted(text.length()), text));
    }

    @Test
    void showsTheBeginningOfAPrintableBody() {
        assertThat(body("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(body("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
        assertThat(body("\uD83D\uDE00".repeat(201))).isEqualTo("\uD83D\uDE00".repeat(200) + "…");
        assertThat(body("\uD83D\uDE00".repeat(150))).isEqualTo("\uD83D\uDE00".repeat(150));
        assertThat(body(" a\r\n\tb ")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[31mred", "a\u0000", "\u009b2J", ""})
    void showsNoBodyThatWouldControlATerminal(String text) {
        assertThat(body(text)).isEmpty();
    }

    @Test
    void showsNoControlCharacterOfAnErrorOrAnId() {
        assertThat(parked("\"a\\u001b[2Jb\\nc\"", 1, new byte[0]).description())
                .startsWith("message id a [2Jb c of queue");
    }
}
