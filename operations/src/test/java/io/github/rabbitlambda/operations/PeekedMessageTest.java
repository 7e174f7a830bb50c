package io.github.rabbitlambda.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peek makes of any message: the answer stays short, and shows what is there. */
class PeekedMessageTest {
    @Test
    void showsObjectsAndArraysAsJsonWithEveryDigit() {
        assertThat(body("{\"price\":12.50,\"n\":9007199254740993}", 100)).containsEntry("json",
                Map.of("price", new BigDecimal("12.50"), "n", 9_007_199_254_740_993L));
        assertThat(body(" [true]", 100)).containsEntry("json", List.of(true)).containsEntry("bytes", 7);
    }

    // shown as JSON it would be another text
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{\"a\":1} x", "{\"a\":1,\"a\":2}", "[1e99999999999]", "[1e-99999999999]",
            "[1e999999]", "17", "\"text\"", "null", "plain", "{'a':1}"})
    void showsAnythingElseAsText(String text) {
        assertThat(body(text, 100)).isEqualTo(Map.of("bytes", text.length(), "text", text));
    }

    @Test
    void showsDeepJsonAsText() {
        assertThat(body("[".repeat(100) + "]".repeat(100), 1_000)).containsKey("json");
        assertThat(body("[".repeat(101) + "]".repeat(101), 1_000)).containsKey("text");
    }

    // without exponents these numbers have ten million digits
    @Test
    void showsLongNumbersAsText() {
        assertThat(body("[" + "1e9999,".repeat(1_000) + "1]", 10_000)).containsKey("text");
    }

    @Test
    void cutsAtTheCharacterThatWasAskedFor() {
        assertThat(body("abcd", 4)).isEqualTo(Map.of("bytes", 4, "text", "abcd"));
        assertThat(body("abcde", 4)).isEqualTo(Map.of("bytes", 5, "text", "abcd", "shortened", true));
        assertThat(body("éééé", 4)).isEqualTo(Map.of("bytes", 8, "text", "éééé"));
        assertThat(body("{\"a\":1}", 6)).isEqualTo(Map.of("bytes", 7, "text", "{\"a\":1", "shortened", true));
    }

    @Test
    void cutsNoCharacterIntoTwo() {
        assertThat(body("a😀b", 2)).isEqualTo(Map.of("bytes", 6, "text", "a", "shortened", true));
        assertThat(body("a😀b", 3)).isEqualTo(Map.of("bytes", 6, "text", "a😀", "shortened", true));
        assertThat(body("😀", 1)).isEqualTo(Map.of("bytes", 4, "text", "", "shortened", true));
    }

    @Test
    void showsWhatIsNoTextInBase64() {
        assertThat(body(new byte[]{-1, 0, 1}, 3)).isEqualTo(Map.of("bytes", 3, "base64", "/wAB"));
        assertThat(body(new byte[]{-1, 0, 1, 2}, 3)).isEqualTo(
                Map.of("bytes", 4, "base64", "/wAB", "shortened", true));
        assertThat(body("a\u0000b", 9)).isEqualTo(Map.of("bytes", 3, "base64", "YQBi"));
        assertThat(body("a\tb\r\n", 9)).containsEntry("text", "a\tb\r\n");
    }

    @Test
    void showsOnlyTheSizeForNoCharactersAndOfNothing() {
        assertThat(body("secret", 0)).isEqualTo(Map.of("bytes", 6));
        assertThat(body("", 9)).isEqualTo(Map.of("bytes", 0));
    }

    @Test
    void unpacksNoMoreThanItShows() throws IOException {
        byte[] packed = packed("x".repeat(50_000_000));

        assertThat(shown(packed, "GZIP", 3)).isEqualTo(
                Map.of("bytes", packed.length, "text", "xxx", "shortened", true));
        assertThat(shown(packed("€€€"), "gzip", 3)).containsEntry("text", "€€€").doesNotContainKey("shortened");
        assertThat(shown(packed("€€€€€€€€"), "gzip", 2)).containsEntry("text", "€€").containsEntry("shortened", true);
        assertThat(shown("plain".getBytes(StandardCharsets.UTF_8), "gzip", 9)).containsEntry("text", "plain");
    }

    @ParameterizedTest
    @CsvSource({"3987,false", "3988,true"})
    void cutsHeadersWhoseJsonIsLong(int characters, boolean isCut) {
        Object headers = new PeekedMessage(new PeekRequest(1, 1)).headers(Map.of("header", "x".repeat(characters)))
                .json().get("headers");

        assertThat(headers instanceof String).isEqualTo(isCut);
        assertThat(isCut ? headers.toString() : "…").endsWith("…");
    }

    @Test
    void cutsHeadersWithLongNumbers() {
        assertThat(new PeekedMessage(new PeekRequest(1, 1)).headers(Map.of("n", new BigDecimal("1e9999"),
                "m", new BigDecimal("1e9998"))).json().get("headers").toString()).contains("1E+9999")
                .hasSizeLessThan(40);
    }

    @Test
    void cutsReasonsAndProperties() {
        Map<String, Object> shown = new PeekedMessage(new PeekRequest(1, 1)).with("reason", "r".repeat(1_001))
                .with("exact", "r".repeat(1_000)).with("absent", null)
                .properties(Map.of("type", "t".repeat(1_001), "priority", 5)).json();

        assertThat(shown).containsEntry("reason", "r".repeat(1_000) + "…").containsEntry("exact", "r".repeat(1_000))
                .doesNotContainKey("absent")
                .containsEntry("properties", Map.of("type", "t".repeat(1_000) + "…", "priority", 5));
    }

    @Test
    void tellsTheAgeInSeconds() {
        assertThat(new PeekedMessage(new PeekRequest(1, 1)).since("at", Instant.parse("2026-11-22T20:00:00Z"),
                Instant.parse("2026-11-22T20:01:00.999Z")).json())
                .isEqualTo(Map.of("at", "2026-11-22T20:00:00Z", "ageSeconds", 60L));
    }

    private static Map<String, Object> body(String text, int characters) {
        return body(text.getBytes(StandardCharsets.UTF_8), characters);
    }

    private static Map<String, Object> body(byte[] body, int characters) {
        return shown(body, "", characters);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shown(byte[] body, String encoding, int characters) {
        return (Map<String, Object>) new PeekedMessage(new PeekRequest(1, characters)).body(body, encoding).json()
                .get("body");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
