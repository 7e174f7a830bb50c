package io.github.rabbitlambda.local.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP.BasicProperties;

class OwnMessagesTest {
    private static final InputStream NOTHING = InputStream.nullInputStream();
    private static final String EVENT = "{\"rmqMessagesByQueue\":{\"q::/\":[{\"basicProperties\":{\"messageId\":\"m\"},\"data\":\"eA==\"}]}}";

    @TempDir
    private Path directory = Path.of("");

    private static List<Publication> read(String... sources) {
        return OwnMessages.read(List.of(sources), null, List.of(), NOTHING);
    }

    private static String body(Publication message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Test
    void publishesEachTextFileAndStandardInputAsOneMessage() throws Exception {
        Path lines = Files.writeString(directory.resolve("lines.txt"), "one\ntwo\n");
        List<Publication> messages = OwnMessages.read(List.of("{\"order\":1}", lines.toString(), "-", ""), null,
                List.of(), new ByteArrayInputStream("from a pipe".getBytes(StandardCharsets.UTF_8)));
        assertThat(messages).extracting(OwnMessagesTest::body)
                .containsExactly("{\"order\":1}", "one\ntwo\n", "from a pipe", "");
        assertThat(messages).extracting(Publication::properties)
                .containsOnly(new BasicProperties.Builder().deliveryMode(2).build());
    }

    @Test
    void keepsTheBytesOfAFile() throws Exception {
        Path binary = Files.write(directory.resolve("b"), new byte[]{-1, 0, 13, 10});
        assertThat(read(binary.toString()).getFirst().body()).containsExactly(-1, 0, 13, 10);
    }

    @Test
    void givesContentTypeAndHeadersToEveryMessageButSavedEvents() {
        List<Publication> messages = OwnMessages.read(List.of("a", EVENT, "b"), "text/plain",
                List.of("tenant=acme", "n=1"), NOTHING);
        BasicProperties given = new BasicProperties.Builder().deliveryMode(2).contentType("text/plain")
                .headers(Map.of("tenant", "acme", "n", 1)).build();
        assertThat(messages).extracting(Publication::properties)
                .containsExactly(given, new BasicProperties.Builder().messageId("m").build(), given);
    }

    @Test
    void givesHeadersTheTypesOfJson() {
        List<String> headers = List.of("i=7", "l=3000000000", "d=1.5", "dec=12.50", "t=true", "f=false", "v=null",
                "q=\"7\"", "s=a=b", "e=", "o={\"a\":1}", "huge=99999999999999999999", "zip=00501", "plus=+1",
                "tiny=1e-99999999999");
        Map<String, Object> expected = new HashMap<>(Map.of("i", 7, "l", 3_000_000_000L, "d", 1.5, "dec",
                new BigDecimal("12.50"), "t", true, "f", false, "q", "7"));
        expected.putAll(Map.of("s", "a=b", "e", "", "o", "{\"a\":1}", "huge", "99999999999999999999", "zip", "00501",
                "plus", "+1", "tiny", "1e-99999999999"));
        expected.put("v", null);
        assertThat(OwnMessages.read(List.of("a"), null, headers, NOTHING).getFirst().properties().getHeaders())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tenant  | --header must be name=value, with a name of 1 to 255 bytes (given "tenant")
            =acme   | --header must be name=value, with a name of 1 to 255 bytes (given "=acme")
            """)
    void refusesHeadersWithoutNameOrValue(String header, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnMessages.read(List.of("a"), null, List.of(header), NOTHING)).withMessage(sentence);
    }

    @Test
    void refusesAHeaderThatIsGivenTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnMessages.read(List.of("a"), null, List.of("a=1", "a=2"), NOTHING))
                .withMessage("--header must have a name of its own (\"a\" is given twice)");
    }

    @Test
    void takesNamesAndContentTypesOfAtMost255Bytes() {
        String longest = "n".repeat(255);
        assertThat(OwnMessages.read(List.of("a"), longest, List.of(longest + "=1"), NOTHING).getFirst().properties()
                .getHeaders()).containsOnlyKeys(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnMessages.read(List.of("a"), null, List.of(longest + "n=1"), NOTHING))
                .withMessage("--header must be name=value, with a name of 1 to 255 bytes (given \"%sn=1\")", longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnMessages.read(List.of("a"), longest + "n", List.of(), NOTHING))
                .withMessage("--content-type must have at most 255 bytes (given \"%s…\")", "n".repeat(40));
    }

    @Test
    void refusesPropertiesThatNoMessageWouldGet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnMessages.read(List.of(), "a/b", List.of(), NOTHING))
                .withMessage("--content-type and --header may be given with --publish only (given: without it)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnMessages.read(List.of(EVENT), null, List.of("a=1"), NOTHING)).withMessage(
                        "--content-type and --header may be given with a file or text that is one message (given: saved events only, which have properties of their own)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.json", "../orders", "messages/1", "C:\\orders.xml", "a.b"})
    void refusesATextThatLooksLikeAMissingFile(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(text)).withMessage(
                "publish must be a file, - for standard input, or a text (%s looks like a file, and there is none: correct it, or pass this text by standard input)",
                text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "12.50", "Send it to orders.json", "{\"path\":\"a/b.json\"}", "[1.e]",
            "<a>b.c</a>", "\"a.json\"", "v1.", "äöü"})
    void publishesATextThatDoesNotLookLikeAFile(String text) {
        assertThat(read(text)).extracting(OwnMessagesTest::body).containsExactly(text);
    }

    @Test
    void refusesADirectory() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(directory.toString())).withMessage(
                "publish must be a file, - for standard input, or a text (%s is a directory: name each of its files with a --publish of its own)",
                directory);
    }

    @Test
    void refusesStandardInputASecondTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("-", "a", "-"))
                .withMessage("publish may be - (standard input) once (given 2 times)");
    }

    @Test
    void takesMessagesOfAtMost16Megabytes() throws Exception {
        Path file = Files.write(directory.resolve("large"), new byte[Source.MOST_BYTES]);
        assertThat(read(file.toString()).getFirst().body()).hasSize(16_777_216);
        Files.write(file, new byte[Source.MOST_BYTES + 1]);
        assertThatIllegalArgumentException().isThrownBy(() -> read(file.toString())).withMessage(
                "publish must be at most 16777216 bytes (%s has more): RabbitMQ's default limit of a message", file);
    }
}
