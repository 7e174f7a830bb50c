package io.github.rabbitlambda.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.rabbitlambda.validation.FilterPattern.DataKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
    private static final String DATA = "{\"data\":{\"kind\":[\"order\"]}}";
    private static final String NO_SUCH = "filter %s: no RabbitMQ message has %s, so it matches nothing and every message is lost; %s";

    @ParameterizedTest
    @ValueSource(strings = {DATA, "{\"data\":[\"hello\"]}", "{\"data\":{\"n\":[{\"numeric\":[\">\",3]}]}}",
            "{\"data\":{\"a\":[{\"anything-but\":[1]}],\"b\":[{\"exists\":false}]}}", "{\"data\":{\"a\":[\"\",null]}}"})
    void takesWhatLambdaTakes(String text) {
        FilterPattern pattern = FilterPattern.parse(text);

        assertThat(pattern.json()).isEqualTo(text);
        assertThat(pattern.jsonWithoutData()).isEqualTo("{}");
        assertThat(pattern.losses()).isEmpty();
        assertThat(pattern.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            5                              | it is not a JSON object
            []                             | it is not a JSON object
            {"data":5}                     | "data" must be an array, for text, or an object, for JSON
            {"data":"order"}               | "data" must be an array, for text, or an object, for JSON
            {"data":{"a":1}}               | "a" must be an object or an array
            {"data":{"a":"x"}}             | "a" must be an object or an array
            {"data":{"a":[]}}              | Empty arrays are not allowed
            {"data":{}}                    | Empty objects are not allowed
            {"data":{"a":[{"nope":1}]}}    | Unrecognized match type nope
            {"data":{"a":[{"numeric":[">"]}]}} | Value of > must be numeric
            {"data":{"a":[{"prefix":1}]}}  | prefix match pattern must be a string
            """)
    void refusesWhatLambdaRefuses(String text, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> FilterPattern.parse(text)).withMessage(
                "filter must be an event pattern such as {\"data\":{\"kind\":[\"order\"]}} (" + text + ": " + reason
                        + ")");
    }

    @Test
    void takes4096CharactersAndRefusesMore() {
        assertThat(FilterPattern.parse(pattern(4096)).json()).hasSize(4096);
        assertThatIllegalArgumentException().isThrownBy(() -> FilterPattern.parse(pattern(4097)))
                .withMessage("filter must have at most 4096 characters (given 4097): Lambda takes no longer one");
    }

    private static String pattern(int length) {
        String frame = "{\"data\":{\"a\":[\"\"]}}";
        return frame.replace("\"\"", "\"" + "x".repeat(length - frame.length()) + "\"");
    }

    @Test
    void knowsWhatDataIsComparedWith() {
        assertThat(FilterPattern.parse(DATA).dataKind()).contains(DataKind.JSON);
        assertThat(FilterPattern.parse("{\"data\":[\"a\"]}").dataKind()).contains(DataKind.TEXT);
        assertThat(FilterPattern.parse("{\"redelivered\":[true]}").dataKind()).isEmpty();
        assertThat(FilterPattern.parse("{}").isEmpty()).isTrue();
        assertThat(FilterPattern.parse(DATA).isEmpty()).isFalse();
        assertThat(FilterPattern.parse("{\"data\":[\"a\"],\"redelivered\":[true]}").jsonWithoutData())
                .isEqualTo("{\"redelivered\":[true]}");
    }

    @Test
    void namesKeysThatNoMessageHas() {
        String kafka = "{\"value\":{\"a\":[1]}}";
        assertThat(FilterPattern.parse(kafka).losses())
                .containsExactly(NO_SUCH.formatted(kafka, "\"value\"", "the body is \"data\""));
        String header = "{\"basicProperties\":{\"tenant\":[\"a\"]}}";
        assertThat(FilterPattern.parse(header).losses()).containsExactly(NO_SUCH.formatted(header,
                "\"basicProperties\".\"tenant\"", "headers are in \"basicProperties\".\"headers\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":[{\"exists\":false}]}", "{\"basicProperties\":{\"appId\":[\"a\"]}}",
            "{\"basicProperties\":{\"headers\":{\"tenant\":[1]}}}",
            "{\"$or\":[{\"redelivered\":[true]},{\"data\":[\"a\"]}]}"})
    void losesNothingWithOtherKeys(String text) {
        assertThat(FilterPattern.parse(text).losses()).isEmpty();
    }

    @Test
    void losesEverythingWhereAKeyMustExistThatNoMessageHas() {
        assertThat(FilterPattern.parse("{\"value\":[{\"exists\":true}]}").losses()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"basicProperties\":{\"appId\":[\"a\"]}}", "{\"redelivered\":[true]}",
            "{\"basicProperties\":{\"appId\":[\"a\"]},\"redelivered\":[true]}"})
    void warnsOfUndocumentedKeysOnce(String text) {
        assertThat(FilterPattern.parse(text).warnings()).containsExactly("filter " + text
                + ": AWS documents only \"data\"; that \"basicProperties\" works is reported by one AWS sample");
    }

    @Test
    void warnsOfOperatorsReportedNotToWork() {
        String text = "{\"data\":{\"a\":[{\"suffix\":\"x\"}],\"b\":[{\"equals-ignore-case\":\"x\"}]}}";
        assertThat(FilterPattern.parse(text).warnings()).containsExactly(
                "filter " + text + ": \"equals-ignore-case\" is reported not to work with Amazon MQ",
                "filter " + text + ": \"suffix\" is reported not to work with Amazon MQ");
        assertThat(FilterPattern.parse("{\"data\":{\"$or\":[{\"a\":[1]},{\"b\":[2]}]}}").warnings()).hasSize(1);
    }
}
