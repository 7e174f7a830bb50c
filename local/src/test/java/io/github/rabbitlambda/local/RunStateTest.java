package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class RunStateTest {
    private final RunState state = new RunState();

    @Test
    void continuesWithoutAReason() throws InterruptedException {
        assertThat(state.isEnding()).isFalse();
        assertThat(state.isStopped()).isFalse();
        assertThat(state.endReason()).isNull();
        assertThat(state.awaitEnd(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void keepsItsFirstReason() throws InterruptedException {
        state.end(EndReason.OUTPUT_CLOSED);
        state.end(EndReason.MESSAGE_LIMIT_REACHED);
        assertThat(state.isEnding()).isTrue();
        assertThat(state.endReason()).isEqualTo(EndReason.OUTPUT_CLOSED);
        assertThat(state.awaitEnd(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void isStoppedWhateverEndedItFirst() {
        state.end(EndReason.MESSAGE_LIMIT_REACHED);
        assertThat(state.isStopped()).isFalse();
        state.end(EndReason.STOPPED);
        assertThat(state.isStopped()).isTrue();
        state.end(EndReason.OUTPUT_CLOSED);
        assertThat(state.endReason()).isEqualTo(EndReason.STOPPED);
    }
}
