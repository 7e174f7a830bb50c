package io.github.rabbitlambda.infra.options;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Map;

/** Assertions on options that are refused. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(String name, Object value, String message) {
        assertRefused(Map.of(name, value), message);
    }

    static void assertRefused(Map<String, ?> options, String message) {
        assertThatThrownBy(() -> TestOptions.of(options)).as(options.toString()).isInstanceOf(Refusal.class)
                .hasMessage(message);
    }
}
