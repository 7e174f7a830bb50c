package io.github.rabbitlambda.infra.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextTest {

    private static Context context(String name, Object value) {
        return new Context(Map.of(name, value));
    }

    @Test
    void takesAbsentAndBlankTextAsTheDefault() {
        assertThat(new Context(Map.of()).text("queueName", "messages")).isEqualTo("messages");
        assertThat(new Context(Collections.singletonMap("queueName", null)).text("queueName")).isEmpty();
        assertThat(context("queueName", " ").text("queueName", "messages")).isEqualTo("messages");
        assertThat(context("queueName", "orders").text("queueName", "messages")).isEqualTo("orders");
    }

    // an option that is read and not listed would be undocumented, and nobody would refuse its misspellings
    @Test
    void readsListedOptionsOnly() {
        assertThatThrownBy(() -> new Context(Map.of()).text("batchSizes"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(given batchSizes)");
    }

    @Test
    void readsFlagsOfTextAndOfJson() {
        assertThat(context("observe", "true").flag("observe", false)).isTrue();
        assertThat(context("observe", "false").flag("observe", true)).isFalse();
        assertThat(context("observe", true).flag("observe", false)).isTrue();
        assertThat(context("observe", false).flag("observe", true)).isFalse();
        assertThat(new Context(Map.of()).flag("observe", true)).isTrue();
        assertThat(new Context(Map.of()).flag("observe", false)).isFalse();
    }

    @Test
    void readsListsOfTextAndOfJson() {
        assertThat(new Context(Map.of()).list("availabilityZones")).isEmpty();
        assertThat(context("availabilityZones", "a").list("availabilityZones")).containsExactly("a");
        assertThat(context("availabilityZones", "a , b").list("availabilityZones")).containsExactly("a", "b");
        assertThat(context("availabilityZones", "[\"a\", 1]").list("availabilityZones")).containsExactly("a", "1");
        assertThat(context("availabilityZones", List.of("a", 1)).list("availabilityZones")).containsExactly("a", "1");
    }

    @Test
    void readsObjectsOfTextAndOfJson() {
        assertThat(new Context(Map.of()).object("environment")).isEmpty();
        assertThat(context("environment", "{\"B\":true,\"A\":\"x\"}").object("environment"))
                .isEqualTo(Map.of("A", "x", "B", "true"));
        assertThat(context("environment", Map.of("B", 2, "A", "x")).object("environment").toString())
                .isEqualTo("{A=x, B=2}");
    }

    @Test
    void refusesObjectsThatHoldMoreThanText() {
        for (String value : List.of("null", "[1]", "{\"x\":1}")) {
            assertThatThrownBy(() -> context("environment", "{\"A\":" + value + "}").object("environment"))
                    .isInstanceOf(Refusal.class).hasMessage("environment.A must be text (given " + value
                            + "): the environment of a Lambda function holds text only");
        }
    }

    @Test
    void refusesListsAndObjectsThatAreNotJson() {
        assertThatThrownBy(() -> context("environment", "{A").object("environment")).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("environment must be JSON (given {A): Unexpected character");
        assertThatThrownBy(() -> context("availabilityZones", "[a").list("availabilityZones"))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("availabilityZones must be JSON (given [a): Unrecognized token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch-size", "batch_size", "batchsize", "BatchSize", "BATCH_SIZE"})
    void refusesOptionsThatAreSpeltOtherwise(String name) {
        assertThatThrownBy(() -> context(name, "10")).isInstanceOf(Refusal.class)
                .hasMessage("the option batchSize must be spelt batchSize (given " + name
                        + "): CDK ignores any other spelling");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batchSize", "batchSizes", "@aws-cdk/core:validateAgainstDefaultRules", "batch.size"})
    void leavesOtherKeysAlone(String name) {
        assertThatCode(() -> context(name, "10")).doesNotThrowAnyException();
    }
}
