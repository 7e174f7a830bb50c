package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.local.MappingSettings.OnError;
import io.github.rabbitlambda.local.broker.BrokerUri;
import io.github.rabbitlambda.local.queue.BatchSettings;
import io.github.rabbitlambda.local.queue.Filters;
import io.github.rabbitlambda.local.queue.QueueSettings;

class WaitTest {
    private static String messages(long stopAfter, boolean once, boolean untilEmpty) {
        return Wait.forMessages(new MappingSettings(
                new QueueSettings(BrokerUri.parse("amqp://u:p@h"), null, "orders", 1, false),
                new BatchSettings(1, Duration.ZERO, BatchSettings.EVENT_BYTES), Filters.of(List.of()),
                MappingSettings.DEFAULT_ARN, OnError.NACK, stopAfter, once, untilEmpty)).sentence();
    }

    @Test
    void saysWhatEndsTheWaitForMessages() {
        assertThat(messages(Long.MAX_VALUE, false, false))
                .isEqualTo("waiting for messages in \"orders\", until interrupted");
        assertThat(messages(1, false, false))
                .isEqualTo("waiting for messages in \"orders\", until 1 message has left the queue");
        assertThat(messages(2, false, false))
                .isEqualTo("waiting for messages in \"orders\", until 2 messages have left the queue");
        assertThat(messages(Long.MAX_VALUE, true, false))
                .isEqualTo("waiting for messages in \"orders\", until one batch is processed");
        assertThat(messages(2, true, true))
                .isEqualTo("waiting for messages in \"orders\", until the queue is empty");
    }

    @Test
    void saysHowLongAFunctionMayTakeAndHowLongItTook() {
        Wait start = Wait.forStart(Duration.ofSeconds(70));
        assertThat(start.sentence()).isEqualTo("waiting for the function to start, at most 70 s");
        assertThat(start.sentenceWithTime(start.startNanos() + Duration.ofMillis(12_900).toNanos()))
                .isEqualTo("waiting for 12 s for the function to start, at most 70 s");
        assertThat(Wait.forAnswer(Duration.ofSeconds(840)).sentence())
                .isEqualTo("waiting for the function to answer, at most 840 s");
    }
}
