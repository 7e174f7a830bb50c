package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class SettingsProblemsTest {
    @Test
    void findsEveryValueThatTheListenerWouldRefuse() {
        assertThat(Settings.problems(Map.of("LISTENER_CONCURRENCY", "901", "LISTENER_ATTEMPTS", "many",
                "LISTENER_FAILURE_QUEUE_URL", "failures", "LISTENER_BACKOFF_MILLIS", "0"))).containsExactly(
                        "LISTENER_ATTEMPTS must be a whole number between 1 and 100 (given many)",
                        "LISTENER_CONCURRENCY must be between 1 and 900 (given 901)",
                        "LISTENER_FAILURE_QUEUE_URL must be the URL of a standard SQS queue, like"
                                + " https://sqs.us-east-1.amazonaws.com/111122223333/failures (given failures)");
    }

    @Test
    void skipsWhatIsNoSettingAndABucketWhoseQueueComesFromElsewhere() {
        assertThat(Settings.problems(Map.of("LISTENER_OTHER", "?", "TENANT", "x", "LISTENER_FAILURE_BUCKET", "b",
                "LISTENER_MAX_CRASHES", "100"))).isEmpty();
    }
}
