package io.github.rabbitlambda.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.operations.broker.BrokerSettings;

class InputTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void readsNumbersOfTemplatesAndOfEvents() {
        Input input = new Input("event", Map.of("text", "20", "number", 20, "zero", "0", "minus", -1, "half", 0.5));

        assertThat(input.number("text", 1, 7)).isEqualTo(20);
        assertThat(input.number("number", 20, 7)).isEqualTo(20);
        assertThat(input.number("absent", 1, 7)).isEqualTo(7);
        assertThatThrownBy(() -> input.number("number", 21, 7))
                .hasMessage("number must be a whole number, 21 at least (given 20 in event)");
        assertThatThrownBy(() -> input.number("minus", 0, 7)).hasMessageContaining("given -1");
        assertThatThrownBy(() -> input.number("half", 0, 7)).hasMessageContaining("given 0.5");
    }

    @Test
    void readsTruthAndTextsStrictly() {
        Input input = new Input("event", Map.of("yes", "true", "no", false, "perhaps", "yes", "list", List.of("a", 1)));

        assertThat(input.isTrue("yes")).isTrue();
        assertThat(input.isTrue("no")).isFalse();
        assertThat(input.isTrue("absent")).isFalse();
        assertThatThrownBy(() -> input.isTrue("perhaps"))
                .hasMessage("perhaps must be true or false (given yes in event)");
        assertThatThrownBy(() -> input.texts("list"))
                .hasMessage("list must be a list of texts (given a list in event)");
        assertThatThrownBy(() -> input.text("list")).hasMessage("list must be a text (given a list in event)");
        assertThatThrownBy(() -> Input.resourceProperties(Map.of()))
                .hasMessageStartingWith("ResourceProperties must be an object");
    }

    @Test
    void readsAJsonObjectAndRefusesEverythingElseWithoutRepeatingIt() {
        assertThat(Input.parse("the text", "{\"a\":1}").values()).isEqualTo(Map.of("a", 1));
        assertThat(Input.parse("the text", "{\"a\":12.50,\"b\":[{\"c\":-0.0}],\"d\":1e-400}").values())
                .isEqualTo(Map.of("a", new BigDecimal("12.50"), "b", List.of(Map.of("c", -0.0)), "d",
                        new BigDecimal("1e-400")));
        assertThat(Input.parse("the text", "{\"a\":1e-2147483647}").has("a")).isTrue();
        assertThatThrownBy(() -> Input.parse("the text", "{\"a\":1e-99999999999}"))
                .hasMessage("the text can't be read: the exponent of a number exceeds 32 bits");
        assertThatThrownBy(() -> Input.parse("the text", "null"))
                .hasMessage("the text must be a JSON object (given 4 other characters)");
        assertThatThrownBy(() -> Input.parse("the text", "planted"))
                .hasMessage("the text must be a JSON object (given 7 other characters)");
        assertThatThrownBy(() -> Input.parse("the text", "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"))
                .hasMessageStartingWith("the text can't be read: Document nesting depth (1001) exceeds the maximum");
        assertThatThrownBy(() -> new Input("event", Map.of("n", BigInteger.TEN.pow(200))).number("n", 0, 0))
                .hasMessage(
                        "n must be a whole number, 0 at least (given a number that is too long to repeat in event)");
    }

    @Test
    void listsFailuresUpToWhatAnAnswerMayHave() {
        ReplayFailures failures = new ReplayFailures();
        failures.add("n".repeat(401), "r".repeat(501));
        for (int i = 1; i < ReplayFailures.LISTED; i++) {
            failures.add("n".repeat(400), "r".repeat(500));
        }

        assertThat(failures.sentences()).hasSize(2000).startsWith("n".repeat(400) + "…: " + "r".repeat(500) + "…")
                .endsWith("n".repeat(400) + ": " + "r".repeat(500));
        failures.add("a", "b");
        assertThat(failures.sentences()).hasSize(2001).endsWith(
                "and 1 more, which stay where they are: replay again after you have dealt with these");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "2026-11-22T09:59:59.999Z", "2026-11-22T10:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z"})
    void comparesAnyAgeWithAnyMaximum(Instant parkedAt) {
        ReplaySelection youngest = ReplaySelection.of(new Input("event", Map.of("maxAgeSeconds", 1)));
        ReplaySelection any = ReplaySelection.of(new Input("event", Map.of("maxAgeSeconds", 999_999_999_999_999_999L)));

        assertThat(any.wants(List.of("a"), Optional.of(parkedAt), NOW)).isTrue();
        assertThat(youngest.wants(List.of("a"), Optional.of(parkedAt), NOW))
                .isEqualTo(parkedAt.isAfter(NOW.minusSeconds(2)));
    }

    @Test
    void repeatsNoBodies() {
        Input input = new Input("event", Map.of("data", List.of("planted"), "record", "planted".repeat(30), "map",
                Map.of("data", "planted"), "short", "x".repeat(200)));

        assertThatThrownBy(() -> input.text("data")).hasMessage("data must be a text (given a list in event)");
        assertThatThrownBy(() -> input.object("record"))
                .hasMessage("record must be an object (given a text of 210 characters in event)");
        assertThatThrownBy(() -> input.text("map")).hasMessage("map must be a text (given an object in event)");
        assertThatThrownBy(() -> input.object("short")).hasMessageContaining("given xxx");
    }

    @Test
    void readsTheEnvironmentOfBrokerTasks() {
        BrokerSettings settings = BrokerSettings.fromEnvironment(environment());

        assertThat(settings.virtualHost()).isEqualTo("/");
        assertThat(settings.queues()).containsExactly("a,b", "c");
        assertThat(settings.observed()).containsExactly("a,b", "c", "lost", "dead");
        assertThat(settings.publishExchange()).isEmpty();
    }

    @Test
    void refusesAnEnvironmentThatCanNotBe() {
        assertThatThrownBy(() -> with("BROKER_MANAGEMENT_URL", "http://broker")).hasMessage(
                "BROKER_MANAGEMENT_URL must be https://host (given http://broker in the environment)");
        assertThatThrownBy(() -> with("BROKER_AMQP_ENDPOINT", "broker:5671")).hasMessageStartingWith(
                "BROKER_AMQP_ENDPOINT must be amqps://host");
        assertThatThrownBy(() -> with("BROKER_AMQP_ENDPOINT", "a b")).hasMessageStartingWith(
                "BROKER_AMQP_ENDPOINT must be amqps://host");
        assertThatThrownBy(() -> with("LISTENER_QUEUES", "orders")).hasMessageStartingWith(
                "LISTENER_QUEUES must be a JSON array of queue names");
        assertThatThrownBy(() -> with("BROKER_SECRET_ARN", "")).hasMessageStartingWith(
                "BROKER_SECRET_ARN must be a text that is not empty");
    }

    @Test
    void selectsByIdAgeAndCount() {
        ReplaySelection young = ReplaySelection.of(new Input("event", Map.of("maxAgeSeconds", 60)));
        assertThat(young.count()).isEqualTo(100);
        assertThat(young.wants(List.of(), Optional.of(NOW.minusSeconds(60)), NOW)).isTrue();
        assertThat(young.wants(List.of(), Optional.of(NOW.minusSeconds(61)), NOW)).isFalse();
        assertThat(young.wants(List.of(), Optional.empty(), NOW)).isFalse();

        ReplaySelection named = ReplaySelection.of(new Input("event", Map.of("messageIds", List.of("a", "b"))));
        assertThat(named).isEqualTo(new ReplaySelection(2, Optional.empty(), Set.of("a", "b")));
        assertThat(named.wants(List.of("x", "a"), Optional.empty(), NOW)).isTrue();
        assertThat(named.wants(List.of("c"), Optional.empty(), NOW)).isFalse();
        assertThat(named.wants(List.of(), Optional.empty(), NOW)).isFalse();
        assertThat(ReplaySelection.of(new Input("event", Map.of("count", 3, "maxAgeSeconds", "5"))))
                .isEqualTo(new ReplaySelection(3,
                        Optional.of(new ReplaySelection.Age(Duration.ZERO, Optional.of(Duration.ofSeconds(5)))),
                        Set.of()));
    }

    private static BrokerSettings with(String key, String value) {
        Map<String, String> environment = environment();
        environment.put(key, value);
        return BrokerSettings.fromEnvironment(environment);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("BROKER_AMQP_ENDPOINT", "amqps://b-1.mq.us-east-1.on.aws:5671");
        environment.put("BROKER_MANAGEMENT_URL", "https://b-1.mq.us-east-1.on.aws");
        environment.put("BROKER_SECRET_ARN", "arn");
        environment.put("BROKER_NAME", "orders");
        environment.put("LISTENER_QUEUES", "[\"a,b\",\"c\"]");
        environment.put("DEAD_LETTER_QUEUE", "dead");
        environment.put("UNROUTABLE_QUEUE", "lost");
        return environment;
    }
}
