package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;

class FiltersTest {
    private static final String JSON_PATTERN = "{\"data\":{\"kind\":[\"order\"]}}";
    private static final String TEXT_PATTERN = "{\"data\":[\"hello\"]}";

    private static boolean passes(byte[] body, String... patterns) {
        AMQP.BasicProperties properties = new BasicProperties.Builder().appId("shop").build();
        try {
            byte[] record = new RecordEncoder().encode(new Delivery(null, 1, false, properties, body)).toByteArray();
            return Filters.of(List.of(patterns)).match(body, record);
        } catch (RecordEncoder.Unencodable e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean passes(String body, String... patterns) {
        return passes(body.getBytes(StandardCharsets.UTF_8), patterns);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello                    | true
            other                    | false
            """)
    void comparesATextBodyWithATextPattern(String body, boolean passes) {
        assertThat(passes(body, TEXT_PATTERN)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"kind":"order"}         | true
            {"kind":"invoice"}       | false
            {}                       | false
            {"kind":"order","x":{}}  | true
            """)
    void comparesAJsonBodyWithAJsonPattern(String body, boolean passes) {
        assertThat(passes(body, JSON_PATTERN)).isEqualTo(passes);
    }

    @Test
    void ignoresAJsonPatternOnATextBody() {
        assertThat(passes("not json", JSON_PATTERN)).isTrue();
        assertThat(passes("{broken", JSON_PATTERN)).isTrue();
        assertThat(passes("{} trailing", JSON_PATTERN)).isTrue();
    }

    @Test
    void ignoresATextPatternOnAJsonBody() {
        assertThat(passes("{\"a\":1}", TEXT_PATTERN)).isTrue();
    }

    @Test
    void ignoresAnyDataPatternOnBytes() {
        byte[] notUtf8 = {(byte) 0xC3, 0x28};
        assertThat(passes(notUtf8, JSON_PATTERN)).isTrue();
        assertThat(passes(notUtf8, TEXT_PATTERN)).isTrue();
    }

    @Test
    void comparesTheOtherKeysWhereTheBodyIsIgnored() {
        String shop = "\"basicProperties\":{\"appId\":[{\"prefix\":\"sh\"}]}";
        String other = "\"basicProperties\":{\"appId\":[\"other\"]}";
        assertThat(passes("text", "{\"data\":{\"kind\":[\"order\"]}," + shop + "}")).isTrue();
        assertThat(passes("text", "{\"data\":{\"kind\":[\"order\"]}," + other + "}")).isFalse();
        assertThat(passes("{\"kind\":\"order\"}", "{\"data\":{\"kind\":[\"order\"]}," + other + "}")).isFalse();
        assertThat(passes("{\"kind\":\"order\"}", "{" + shop + "}")).isTrue();
    }

    @Test
    void passesAMessageThatAnyFilterMatches() {
        assertThat(passes("hello", "{\"data\":[\"nope\"]}", TEXT_PATTERN)).isTrue();
        assertThat(passes("hullo", "{\"data\":[\"nope\"]}", TEXT_PATTERN)).isFalse();
    }

    @Test
    void comparesNumbersAsRulerDoes() {
        assertThat(passes("{\"n\":300}", "{\"data\":{\"n\":[300]}}")).isTrue();
        assertThat(passes("{\"n\":5}", "{\"data\":{\"n\":[{\"numeric\":[\">\",3]}]}}")).isTrue();
    }

    @Test
    void warnsOfAKeyThatNoMessageHasAndMatchesNothing() {
        String kafka = "{\"value\":{\"kind\":[\"order\"]}}";
        assertThat(passes("{\"kind\":\"order\"}", kafka)).isFalse();
        assertThat(Filters.of(List.of(kafka)).warnings()).singleElement().asString()
                .contains("no RabbitMQ message has \"value\"", "every message is lost");
    }

    @Test
    void warnsOfOperatorsReportedNotToWork() {
        assertThat(Filters.of(List.of("{\"data\":{\"a\":[{\"suffix\":\"x\"}]}}")).warnings()).singleElement().asString()
                .contains("\"suffix\" is reported not to work");
        assertThat(Filters.of(List.of("{\"data\":{\"a\":[{\"equals-ignore-case\":\"x\"}]}}")).warnings()).hasSize(1);
        assertThat(Filters.of(List.of("{\"data\":{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}}")).warnings()).hasSize(1);
        assertThat(Filters.of(List.of("{\"basicProperties\":{\"appId\":[\"x\"]}}")).warnings()).singleElement()
                .asString()
                .contains("AWS documents only \"data\"");
        assertThat(Filters.of(List.of(JSON_PATTERN, TEXT_PATTERN)).warnings()).isEmpty();
    }

    @Test
    void allowsTenFiltersAndWarnsFromSixOn() {
        assertThat(Filters.of(Collections.nCopies(5, JSON_PATTERN)).warnings()).isEmpty();
        assertThat(Filters.of(Collections.nCopies(6, JSON_PATTERN)).warnings())
                .containsExactly("6 filters: Lambda allows 5 unless the quota is raised");
        assertThat(Filters.of(Collections.nCopies(10, JSON_PATTERN)).isEmpty()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Filters.of(Collections.nCopies(11, JSON_PATTERN)))
                .withMessage(
                        "filters may be given at most 10 times (given 11): Lambda allows 5, and 10 with a raised quota");
    }

    @Test
    void namesTheReasonOfARefusal() {
        assertThatIllegalArgumentException().isThrownBy(() -> Filters.of(List.of("[]")))
                .withMessageEndingWith("([]: it is not a JSON object)");
        assertThatIllegalArgumentException().isThrownBy(() -> Filters.of(List.of("{\"data\":5}")))
                .withMessageEndingWith(": \"data\" must be an array, for text, or an object, for JSON)");
    }

    @Test
    void isEmptyWithoutAPattern() {
        assertThat(Filters.of(List.of()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "5", "null", "{\"data\":5}", "{\"data\":{\"a\":1}}", "{\"data\":{\"a\":[]}}",
            "{\"data\":{\"a\":[{\"nope\":1}]}}", "{\"data\":{}}"})
    void refusesTextThatIsNoPattern(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Filters.of(List.of(text)))
                .withMessageStartingWith("filter must be an event pattern such as {\"data\":{\"kind\":[\"order\"]}}");
    }
}
