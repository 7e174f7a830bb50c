package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.local.broker.RabbitMq;

/** When batches close, and what does not get into one. */
class BatcherTest extends BatcherFixture {
    @Test
    void closesABatchOnItsSize() throws Exception {
        publish("a", "b", "c", "d", "e");
        try (Batcher batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            assertThat(bodies(next(batcher))).containsExactly("a", "b");
            assertThat(bodies(next(batcher))).containsExactly("c", "d");
        }
    }

    @Test
    void closesABatchOnItsWindowFromTheFirstMessageOn() throws Exception {
        try (Batcher batcher = batcher(100, SHORT, BatchSettings.EVENT_BYTES)) {
            publish("a", "b");
            assertThat(bodies(next(batcher))).isNotEmpty();
        }
    }

    @Test
    void takesWhatIsThereWithoutAWindow() throws Exception {
        publish("a", "b", "c");
        try (Batcher batcher = batcher(100, Duration.ZERO, BatchSettings.EVENT_BYTES)) {
            int received = 0;
            while (received < 3) {
                received += next(batcher).size();
            }
            assertThat(received).isEqualTo(3);
        }
    }

    @Test
    void closesABatchBeforeItsEventIsTooLarge() throws Exception {
        String body = "x".repeat(3000);
        publish(body, body, body);
        int one = 4000 + 500;
        try (Batcher batcher = batcher(100, LONG, 2 * one)) {
            Batch batch = next(batcher);
            assertThat(batch.size()).isEqualTo(2);
            assertThat(batch.event().length).isLessThanOrEqualTo(2 * one);
        }
        RabbitMq.with(RabbitMq.node(), channel -> channel.queuePurge(queue));
    }

    @Test
    void fillsAnEventUpToTheLimitAndNotAByteMore() throws Exception {
        publish("first", "second");
        int whole;
        try (Batcher batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            whole = next(batcher).event().length;
        }
        // the second delivery of a quorum queue carries a header more
        try (Batcher batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            whole = next(batcher).event().length;
        }
        try (Batcher batcher = batcher(2, LONG, whole)) {
            assertThat(next(batcher).size()).isEqualTo(2);
        }
        try (Batcher batcher = batcher(2, SHORT, whole - 1)) {
            assertThat(next(batcher).size()).isEqualTo(1);
            assertThat(next(batcher).size()).isEqualTo(1);
        }
    }

    @Test
    void dropsAMessageThatIsTooLargeAloneAndSaysSo() throws Exception {
        publish("x".repeat(6000), "small");
        try (Batcher batcher = batcher(1, LONG, 5000)) {
            Batch batch = next(batcher);
            assertThat(bodies(batch)).containsExactly("small");
            assertThat(batch.acknowledge()).isTrue();
        }
        assertThat(events.dropped).isEqualTo(1);
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    void acknowledgesWhatItFiltersOut() throws Exception {
        publish("{\"kind\":\"other\"}", "{\"kind\":\"order\"}", "{\"kind\":\"other\"}");
        try (Batcher batcher = batcher(100, SHORT, BatchSettings.EVENT_BYTES, "{\"data\":{\"kind\":[\"order\"]}}")) {
            Batch batch = next(batcher);
            assertThat(bodies(batch)).containsExactly("{\"kind\":\"order\"}");
            assertThat(batch.requeue()).isTrue();
        }
        assertThat(events.filteredOut).isEqualTo(2);
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(1);
    }

    @Test
    void settlesNothingByItself() throws Exception {
        publish("a", "b");
        try (Batcher batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            next(batcher);
            assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isEqualTo(2);
    }

    @Test
    void stopsWaitingWhenAsked() throws Exception {
        try (Batcher batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            assertThat(batcher.next(() -> true)).isNull();
        }
    }

    @Test
    void wrapsTheRecordsAsLambdaDoes() throws Exception {
        publish("a");
        try (Batcher batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            assertThat(new String(next(batcher).event(), StandardCharsets.UTF_8))
                    .startsWith("{\"eventSourceArn\":\"arn:broker\",\"rmqMessagesByQueue\":{\"" + queue
                            + "::/\":[{\"basicProperties\":{\"contentType\":")
                    .endsWith(",\"redelivered\":false,\"data\":\"YQ==\"}]},\"eventSource\":\"aws:rmq\"}");
        }
    }
}
