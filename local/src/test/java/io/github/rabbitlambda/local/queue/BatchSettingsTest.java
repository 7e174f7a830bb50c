package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSettingsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void acceptsLambdasBatchSizes(int size) {
        assertThat(new BatchSettings(size, Duration.ZERO, 100).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void refusesOtherBatchSizes(int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSettings(size, Duration.ZERO, 100))
                .withMessage("size must be between 1 and 10000 (given %d)", size);
    }

    @Test
    void acceptsWindowsUpToFiveMinutes() {
        assertThat(new BatchSettings(1, Duration.ofSeconds(300), 100).window()).isEqualTo(Duration.ofMinutes(5));
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSettings(1, Duration.ofMillis(300_001), 100))
                .withMessage("window must be between 0 and 300 seconds (given 300.001)");
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSettings(1, Duration.ofMillis(-1), 100));
    }
}
