package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1,200", "2,400", "3,800", "9,51200", "10,60000", "100,60000"})
    void doublesUpToAMinute(int failures, long longest) {
        Backoff backoff = new Backoff(Duration.ofMillis(200), new Random(1));
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.after(failures)).isBetween(Duration.ofMillis(longest / 2), Duration.ofMillis(longest));
        }
    }

    @Test
    void isRandom() {
        Backoff backoff = new Backoff(Duration.ofSeconds(10), new Random(1));

        assertThat(backoff.after(1)).isNotEqualTo(backoff.after(1));
    }

    @Test
    void mayBeZero() {
        assertThat(new Backoff(Duration.ZERO, new Random(1)).after(5)).isZero();
    }
}
