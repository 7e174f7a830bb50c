package io.github.rabbitlambda.operations.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rabbitlambda.operations.Input;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a marked message counts as read. */
class ProbeTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"10,0,11,9,9,0,true", "10,0,10,1,0,0,false", "10,3,13,1,0,0,false", "10,3,14,9,9,0,true",
            "10,3,11,0,0,0,true",
            "10,3,10,0,0,60,false", "10,3,10,0,0,61,true", "10,0,1,5,0,0,true", "10,0,0,5,0,0,false"})
    void tellsByAcknowledgementsWhetherAProbeWasRead(long before, long ahead, long after, long ready,
            long unacknowledged,
            long seconds, boolean read) {
        Input observed = new Input("queue",
                Map.of("acknowledged", after, "ready", ready, "unacknowledged", unacknowledged));

        assertThat(new Probe("orders", START, before, ahead).isRead(observed, START.plusSeconds(seconds)))
                .isEqualTo(read);
    }

    @Test
    void countsReadyAndUnacknowledgedMessagesAsWaiting() {
        Input observed = new Input("queue", Map.of("acknowledged", 10, "ready", 1, "unacknowledged", 1));

        assertThat(new Probe("orders", START, 10, 3).isRead(observed, START.plusSeconds(61))).isFalse();
    }

    @Test
    void doesNotTakeUnknownFiguresForAnEmptyQueue() {
        assertThat(new Probe("orders", START, 0, 0).isRead(new Input("queue", Map.of("acknowledged", 0)),
                START.plusSeconds(61)))
                .isFalse();
    }
}
