package io.github.rabbitlambda.infra.options;

import static io.github.rabbitlambda.infra.options.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.constructs.options.RetryDelay;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDelayTest {

    private static Optional<RetryDelay> delay(Map<String, String> options) {
        return TestOptions.of(options).queues().retryDelay();
    }

    @ParameterizedTest
    @CsvSource({"10,20", "1,1", "3600,86400"})
    void takesAFirstDelayAndALimit(String seconds, String limit) {
        assertThat(delay(Map.of("retryDelay", seconds, "retryDelayLimit", limit)))
                .contains(new RetryDelay(Integer.parseInt(seconds), Integer.parseInt(limit)));
    }

    @Test
    void growsToFiveMinutesUnlessTheFirstDelayIsLonger() {
        assertThat(delay(Map.of())).contains(new RetryDelay(60, 300));
        assertThat(delay(Map.of("retryDelay", "300"))).contains(new RetryDelay(300, 300));
        assertThat(delay(Map.of("retryDelay", "301"))).contains(new RetryDelay(301, 301));
        assertThat(delay(Map.of("retryDelayLimit", "60"))).contains(new RetryDelay(60, 60));
    }

    @Test
    void isOffOnRequestAndWhereTheBrokerDoesNotHaveIt() {
        assertThat(delay(Map.of("retryDelay", "0"))).isEmpty();
        assertThat(delay(Map.of("engineVersion", "4.2"))).isEmpty();
        assertThat(delay(Map.of("engineVersion", "3.13", "retryDelay", "0"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.13", "4.2"})
    void isRefusedWhereTheBrokerDoesNotHaveIt(String version) {
        assertRefused(Map.of("engineVersion", version, "retryDelay", "1"), "retryDelay must be 0 (given 1): RabbitMQ "
                + version + " can't delay what came back; engineVersion 4.3 can");
    }

    @Test
    void refusesALimitBelowTheFirstDelay() {
        assertRefused(Map.of("retryDelay", "61", "retryDelayLimit", "60"),
                "retryDelayLimit must be at least retryDelay,"
                        + " which is 61 (given 60): the delay begins with retryDelay and grows to the limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "86401", "ten"})
    void refusesLimitsThatAreNone(String limit) {
        assertRefused("retryDelayLimit", limit, "retryDelayLimit must be between 1 and 86400 (given " + limit
                + "): it is in seconds, a day at most");
    }

    @ParameterizedTest
    @CsvSource({"4.3,0", "4.2,0"})
    void refusesALimitOfNoDelay(String version, String delay) {
        assertRefused(Map.of("engineVersion", version, "retryDelay", delay, "retryDelayLimit", "300"),
                "retryDelayLimit must be left out (given 300): retryDelay is 0, so nothing is delayed");
    }
}
