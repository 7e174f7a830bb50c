package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.constructs.options.Filter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final String DATA = "{\"data\":{\"a\":[1]}}";

    private static List<Filter> filters(Object value) {
        return TestOptions.of(Map.of("filters", value)).mapping().filters();
    }

    @Test
    void takesFiltersAsTextOrAsJson() {
        assertThat(filters(DATA)).containsExactly(new Filter(DATA, true));
        assertThat(filters("[" + DATA + "]")).containsExactly(new Filter(DATA, true));
        assertThat(filters("[\"{\\\"data\\\":{\\\"a\\\":[1]}}\"]")).containsExactly(new Filter(DATA, true));
        assertThat(filters(List.of(Map.of("data", Map.of("a", List.of(1)))))).containsExactly(new Filter(DATA, true));
        assertThat(filters("[]")).isEmpty();
        assertThat(TestOptions.of(Map.of()).mapping().filters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"basicProperties\":{\"appId\":[\"a\"]}}", "{\"redelivered\":[true]}",
            "{\"data\":{\"a\":[1]},\"redelivered\":[true]}"})
    void marksPatternsWithUndocumentedKeys(String pattern) {
        assertThat(filters(pattern)).containsExactly(new Filter(pattern, false));
    }

    @Test
    void refusesFiltersThatAreNotJson() {
        assertRefused("filters", "{data", "filters must be JSON (given {data): Lambda reads patterns as JSON");
        assertRefused("filters", "[\"{data\"]", "filters must be JSON (given {data): Lambda reads patterns as JSON");
    }

    @Test
    void refusesAnythingButPatterns() {
        assertRefused("filters", "1",
                "filters must be a JSON array of patterns (given 1): each pattern is a JSON object");
        for (String pattern : List.of("{}", "1", "null", "[\"data\"]")) {
            assertRefused("filters", "[" + pattern + "]", "filters must be a JSON array of patterns (given " + pattern
                    + "): a pattern is an object with the key data");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"value\":{\"a\":[1]}}", "{\"data\":{\"a\":[1]},\"value\":{\"a\":[1]}}"})
    void refusesKeysThatWouldDropEveryMessage(String pattern) {
        assertRefused("filters", pattern, "filters must be patterns with the key data (given value):"
                + " no RabbitMQ message has it, so the mapping would acknowledge and drop every one");
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
        assertRefused("filters", pattern(4097), "filters must be patterns of at most 4096 characters (given 4097"
                + " characters): Lambda takes no longer one");
    }

    private static String pattern(int length) {
        String frame = "{\"data\":{\"a\":[\"\"]}}";
        return frame.replace("\"\"", "\"" + "x".repeat(length - frame.length()) + "\"");
    }

    private static String patterns(int count) {
        return "[" + String.join(",", Collections.nCopies(count, DATA)) + "]";
    }
}
