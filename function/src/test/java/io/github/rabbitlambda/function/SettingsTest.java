package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void hasDefaults() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.concurrency()).isEqualTo(1);
        assertThat(settings.attempts()).isEqualTo(3);
        assertThat(settings.backoff()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.reserve()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.hold()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.parkMaxBytes()).isEqualTo(262_144);
        assertThat(settings.idempotencyExpiry()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.messageLimit()).isEmpty();
        assertThat(settings.maxCrashes()).isEqualTo(2);
        assertThat(settings.maxDeliveries()).isEmpty();
        assertThat(settings.failureQueue()).isEmpty();
        assertThat(settings.failureBucket()).isEmpty();
        assertThat(settings.idempotencyTable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LISTENER_CONCURRENCY,1,900", "LISTENER_ATTEMPTS,1,100", "LISTENER_BACKOFF_MILLIS,0,60000",
            "LISTENER_RESERVE_MILLIS,100,600000", "LISTENER_OUTAGE_HOLD,0,840", "LISTENER_MESSAGE_SECONDS,1,840",
            "LISTENER_MAX_CRASHES,2,100", "LISTENER_MAX_DELIVERIES,2,10000",
            "LISTENER_PARK_MAX_BYTES,4096,1048576", "LISTENER_IDEMPOTENCY_HOURS,1,8760"})
    void rejectsValuesOutOfRange(String name, int min, int max) {
        Settings.of(Map.of(name, "" + min));
        Settings.of(Map.of(name, " " + max + " "));
        for (int wrong : new int[]{min - 1, max + 1}) {
            assertThatThrownBy(() -> Settings.of(Map.of(name, "" + wrong))).isInstanceOf(SettingException.class)
                    .hasMessage(name + " must be between " + min + " and " + max + " (given " + wrong + ")");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "1.5", "1e3", "99999999999"})
    void rejectsValuesThatAreNoWholeNumber(String value) {
        assertThatThrownBy(() -> Settings.of(Map.of("LISTENER_CONCURRENCY", value)))
                .isInstanceOf(SettingException.class)
                .hasMessage("LISTENER_CONCURRENCY must be a whole number between 1 and 900 (given " + value + ")");
    }

    @Test
    void treatsAnEmptyValueAsAbsent() {
        Settings settings = Settings.of(Map.of("LISTENER_CONCURRENCY", "", "LISTENER_FAILURE_QUEUE_URL", " "));

        assertThat(settings.concurrency()).isEqualTo(1);
        assertThat(settings.failureQueue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failures", "arn:aws:sqs:us-east-1:111122223333:failures",
            "https://sqs.us-east-1.amazonaws.com", "https://sqs.us-east-1.amazonaws.com/111122223333/failures.fifo"})
    void rejectsUrlsThatAreNoStandardQueue(String url) {
        assertThatThrownBy(() -> Settings.of(Map.of("LISTENER_FAILURE_QUEUE_URL", url)))
                .isInstanceOf(SettingException.class)
                .hasMessage("LISTENER_FAILURE_QUEUE_URL must be the URL of a standard SQS queue, like"
                        + " https://sqs.us-east-1.amazonaws.com/111122223333/failures (given " + url + ")");
    }

    @Test
    void acceptsTheUrlOfAQueue() {
        String url = "https://sqs.us-east-1.amazonaws.com/111122223333/failures";

        assertThat(Settings.of(Map.of("LISTENER_FAILURE_QUEUE_URL", url)).failureQueue()).contains(URI.create(url));
    }

    @Test
    void acceptsABucketAndATable() {
        Settings settings = Settings.of(Map.of("LISTENER_FAILURE_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/1/q",
                "LISTENER_FAILURE_BUCKET", " failures ", "LISTENER_IDEMPOTENCY_TABLE", "messages"));

        assertThat(settings.failureBucket()).contains("failures");
        assertThat(settings.idempotencyTable()).contains("messages");
    }

    @Test
    void aBucketNeedsAQueue() {
        assertThatThrownBy(() -> Settings.of(Map.of("LISTENER_FAILURE_BUCKET", "failures")))
                .isInstanceOf(SettingException.class)
                .hasMessage("LISTENER_FAILURE_BUCKET needs LISTENER_FAILURE_QUEUE_URL (not given)");
    }
}
