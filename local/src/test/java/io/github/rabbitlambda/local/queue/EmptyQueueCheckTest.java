package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

class EmptyQueueCheckTest {
    private static final OptionalLong NONE = OptionalLong.of(0);
    private static final long QUIET = EmptyQueueCheck.QUIET.toNanos();

    private long now = Long.MAX_VALUE - QUIET / 2; // System.nanoTime() may overflow
    private final EmptyQueueCheck check = new EmptyQueueCheck(() -> now);

    @Test
    void takesAQueueAsEmptyAfterAQuietSecond() {
        assertThat(check.isEmpty(NONE, 5)).isFalse();
        now += QUIET - 1;
        assertThat(check.isEmpty(NONE, 5)).isFalse();
        now += 1;
        assertThat(check.isEmpty(NONE, 5)).isTrue();
    }

    @Test
    void startsAgainWhenAMessageIsReady() {
        check.isEmpty(NONE, 5);
        now += QUIET;
        assertThat(check.isEmpty(OptionalLong.of(1), 5)).isFalse();
        assertThat(check.isEmpty(NONE, 5)).isFalse();
        now += QUIET;
        assertThat(check.isEmpty(NONE, 5)).isTrue();
    }

    @Test
    void startsAgainWhenAMessageArrived() {
        check.isEmpty(NONE, 5);
        now += QUIET;
        assertThat(check.isEmpty(NONE, 6)).isFalse();
        now += QUIET - 1;
        assertThat(check.isEmpty(NONE, 6)).isFalse();
        now += 1;
        assertThat(check.isEmpty(NONE, 6)).isTrue();
    }

    @Test
    void startsAgainWhenDeliveriesWereInUse() {
        check.isEmpty(NONE, 5);
        now += QUIET;
        check.restart();
        assertThat(check.isEmpty(NONE, 5)).isFalse();
    }

    @Test
    void doesNotTakeASilentBrokerAsEmpty() {
        check.isEmpty(OptionalLong.empty(), 0);
        now += QUIET;
        assertThat(check.isEmpty(OptionalLong.empty(), 0)).isFalse();
        now += QUIET;
        assertThat(check.isEmpty(NONE, 0)).isFalse();
    }
}
