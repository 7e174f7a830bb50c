package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningMessageTest {
    private final RunningMessage running = new RunningMessage(7);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void interruptsItsThreadOverTheLimitOnce() {
        running.interruptOverLimit();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.isOverLimit()).isTrue();

        running.interruptOverLimit();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aLateInterruptDoesNotReachTheNextMessage() {
        running.interruptOverLimit();

        running.finish();

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void keepsAnInterruptOfSomebodyElse() {
        running.interrupt();

        running.finish();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.isOverLimit()).isFalse();
    }

    @Test
    void isNotInterruptedAfterItFinished() {
        running.finish();

        running.interruptOverLimit();
        running.interrupt();

        assertThat(Thread.interrupted()).isFalse();
        assertThat(running.isOverLimit()).isFalse();
    }
}
