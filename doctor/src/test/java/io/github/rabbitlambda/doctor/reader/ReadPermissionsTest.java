package io.github.rabbitlambda.doctor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.rabbitlambda.doctor.snapshot.Call;

class ReadPermissionsTest {
    private static List<String> actions(boolean checkSecret) {
        List<String> actions = new ArrayList<>();
        try {
            for (JsonNode statement : new ObjectMapper().readTree(ReadPermissions.policy(checkSecret))
                    .path("Statement")) {
                assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
                statement.path("Action").forEach(action -> actions.add(action.asText()));
            }
        } catch (JsonProcessingException broken) {
            throw new AssertionError("the policy is no JSON", broken);
        }
        return actions;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allowsNothingThatChangesAnything(boolean checkSecret) {
        assertThat(actions(checkSecret)).isNotEmpty()
                .allMatch(action -> action.matches("[a-z0-9]+:(Get|List|Describe)\\w+"));
    }

    @Test
    void allowsExactlyTheCalls() {
        assertThat(actions(true))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Call.values()).map(Call::action).toList());
    }

    @Test
    void allowsToReadSecretsOnlyOnRequest() {
        assertThat(actions(false)).doesNotContain("secretsmanager:GetSecretValue");
        assertThat(actions(true)).contains("secretsmanager:GetSecretValue");
    }
}
