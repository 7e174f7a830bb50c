package io.github.rabbitlambda.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionVariablesTest {
    @ParameterizedTest
    @ValueSource(strings = {"AB", "a1", "JAVA_TOOL_OPTIONS", "AWS_REGION_2", "LISTENER_ATTEMPTS"})
    void takesNamesThatLambdaTakes(String name) {
        assertThat(FunctionVariables.nameProblem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1A", "A-B", "_A", "A B", "Ä1"})
    void refusesNamesThatLambdaRefuses(String name) {
        assertThat(FunctionVariables.nameProblem(name)).contains(
                "environment must have names of two or more letters, digits or _, a letter first (given " + name
                        + "): Lambda refuses others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "_HANDLER", "LAMBDA_TASK_ROOT", "AWS_LAMBDA_RUNTIME_API"})
    void refusesReservedNames(String name) {
        assertThat(FunctionVariables.nameProblem(name))
                .contains("environment must not set " + name + ": Lambda reserves it");
    }

    @Test
    void countsBytesOfNamesAndValues() {
        assertThat(FunctionVariables.sizeProblem(Map.of("AB", "é".repeat(2047)))).isEmpty();
        assertThat(FunctionVariables.sizeProblem(Map.of("AB", "é".repeat(2047), "C", ""))).contains(
                "environment must have at most 4096 bytes in all, names and values (given 4097): Lambda's limit");
    }
}
