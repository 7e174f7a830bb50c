package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.constructs.options.Filter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterTest {
    private static final String DATA = "{\"data\":{\"a\":[1]}}";

    private static final String NO_PATTERN = "filter must be an event pattern such as {\"data\":{\"kind\":[\"order\"]}}";

    private static List<Filter> filters(Object value) {
        return TestOptions.of(Map.of("filters", value)).mapping().filters();
    }

    @Test
    void takesFiltersAsTextOrAsJson() {
        assertThat(filters(DATA)).containsExactly(new Filter(DATA));
        assertThat(filters("[" + DATA + "]")).containsExactly(new Filter(DATA));
        assertThat(filters("[\"{\\\"data\\\":{\\\"a\\\":[1]}}\"]")).containsExactly(new Filter(DATA));
        assertThat(filters(List.of(Map.of("data", Map.of("a", List.of(1)))))).containsExactly(new Filter(DATA));
        assertThat(filters("[]")).isEmpty();
        assertThat(TestOptions.of(Map.of()).mapping().filters()).isEmpty();
    }

    @Test
    void warnsOfUndocumentedKeys() {
        String pattern = "{\"redelivered\":[true]}";
        assertThat(filters(pattern).get(0).warnings()).containsExactly("filter " + pattern
                + ": AWS documents only \"data\"; that \"basicProperties\" works is reported by one AWS sample");
    }

    @Test
    void refusesFiltersThatAreNotJson() {
        assertRefused("filters", "{data", "filters must be JSON (given {data): Lambda reads patterns as JSON");
        assertRefused("filters", "[\"{data\"]", NO_PATTERN + " ({data: Unexpected character ('d' (code 100)): was"
                + " expecting double-quote to start field name)");
    }

    @Test
    void refusesAnythingButPatterns() {
        assertRefused("filters", "1",
                "filters must be a JSON array of patterns (given 1): each pattern is a JSON object");
        assertRefused("filters", "[{}]", "filters must be a JSON array of patterns (given {}): a pattern is an object"
                + " with the key data");
        for (String pattern : List.of("1", "null")) {
            assertRefused("filters", "[" + pattern + "]",
                    NO_PATTERN + " (" + pattern + ": it is not a JSON object)");
        }
    }

    // the sentences of the local command
    @Test
    void refusesWhatLambdaRefusesAndWhatMatchesNothing() {
        assertRefused("filters", "{\"data\":{\"a\":1}}",
                NO_PATTERN + " ({\"data\":{\"a\":1}}: \"a\" must be an object or an array)");
        assertRefused("filters", "{\"value\":{\"a\":[1]}}", "filter {\"value\":{\"a\":[1]}}: no RabbitMQ message has"
                + " \"value\", so it matches nothing and every message is lost; the body is \"data\"");
    }

    @Test
    void refusesAllWrongPatternsAtOnce() {
        assertRefused("filters", "[1,{}]", "2 options or parts of them can't be deployed:\n- " + NO_PATTERN
                + " (1: it is not a JSON object)\n- filters must be a JSON array of patterns (given {}): a pattern is an"
                + " object with the key data");
    }

    @Test
    void takesFiveFiltersAndRefusesSix() {
        assertThat(filters(patterns(5))).hasSize(5);
        assertRefused("filters", patterns(6), "filters must be at most 5 patterns (given 6 patterns): Lambda takes no"
                + " more without a raised quota");
    }

    @Test
    void takesPatternsOfFourThousandAndNinetySixCharacters() {
        assertThat(filters(pattern(4096)).get(0).pattern()).hasSize(4096);
        assertRefused("filters", pattern(4097), "filter must have at most 4096 characters (given 4097): Lambda takes"
                + " no longer one");
    }

    private static String pattern(int length) {
        String frame = "{\"data\":{\"a\":[\"\"]}}";
        return frame.replace("\"\"", "\"" + "x".repeat(length - frame.length()) + "\"");
    }

    private static String patterns(int count) {
        return "[" + String.join(",", Collections.nCopies(count, DATA)) + "]";
    }
}
