package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.local.broker.RabbitMq;

/** When batches close, and which messages they leave out. */
class BatcherTest extends BatcherFixture {
    private static final int STEADY_MESSAGES = 300;

    @Test
    void closesABatchOnItsSize() throws Exception {
        publish("a", "b", "c", "d", "e");
        try (Batcher batcher = batcher(2, LONG, BatchSettings.EVENT_BYTES)) {
            Batch first = next(batcher);
            assertThat(bodies(first)).containsExactly("a", "b");
            assertThat(first.bodyBytes()).isEqualTo(2);
            assertThat(bodies(next(batcher))).containsExactly("c", "d");
        }
    }

    @Test
    void closesABatchOnItsWindow() throws Exception {
        try (Batcher batcher = batcher(100, SHORT, BatchSettings.EVENT_BYTES)) {
            publish("a", "b");
            assertThat(bodies(next(batcher))).isNotEmpty();
        }
    }

    @Test
    void keepsItsWindowWhenMoreMessagesArrive() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Batcher batcher = batcher(10_000, Duration.ofSeconds(1), BatchSettings.EVENT_BYTES);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> publisher = threads.submit(() -> publishUntil(closed));
            int size = next(batcher).size();
            closed.countDown();
            publisher.get();
            assertThat(size).isBetween(2, STEADY_MESSAGES - 1);
        }
    }

    /** Publishes with pauses that are far shorter than the window, and for far longer than the window in all. */
    private void publishUntil(CountDownLatch closed) {
        RabbitMq.with(RabbitMq.node(), channel -> {
            for (int i = 0; i < STEADY_MESSAGES && !closed.await(20, TimeUnit.MILLISECONDS); i++) {
                channel.basicPublish("", queue, null, new byte[1]);
            }
        });
    }

    @Test
    void takesWaitingMessagesWithoutAWindow() throws Exception {
        publish("a", "b", "c");
        try (Batcher batcher = batcher(100, Duration.ZERO, BatchSettings.EVENT_BYTES)) {
            await().atMost(LIMIT).until(() -> RabbitMq.ready(RabbitMq.node(), queue) == 0);
            assertThat(bodies(next(batcher))).containsExactly("a", "b", "c");
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
        // from the second delivery on, a quorum queue adds a header
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
    void dropsAMessageThatIsOneByteTooLargeForAnEventAndKeepsOneThatFits() throws Exception {
        publish("body");
        try (Batcher batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            next(batcher);
        }
        // from the second delivery on, a quorum queue adds a header
        int whole;
        try (Batcher batcher = batcher(1, LONG, BatchSettings.EVENT_BYTES)) {
            whole = next(batcher).event().length;
        }
        try (Batcher batcher = batcher(1, LONG, whole)) {
            assertThat(next(batcher).event()).hasSize(whole);
        }
        try (Batcher batcher = batcher(1, LONG, whole - 1)) {
            assertThat(batcher.next(() -> events.dropped > 0)).isNull();
        }
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    void dropsAndReportsAMessageThatIsTooLargeAlone() throws Exception {
        publish("x".repeat(6000), "small");
        try (Batcher batcher = batcher(1, LONG, 5000)) {
            Batch batch = next(batcher);
            assertThat(bodies(batch)).containsExactly("small");
            assertThat(batch.acknowledge()).isTrue();
            assertThat(batcher.discardedMessages()).isEqualTo(1);
        }
        assertThat(events.dropped).isEqualTo(1);
        assertThat(RabbitMq.ready(RabbitMq.node(), queue)).isZero();
    }

    @Test
    void acknowledgesFilteredMessages() throws Exception {
        publish("{\"kind\":\"other\"}", "{\"kind\":\"order\"}", "{\"kind\":\"other\"}");
        try (Batcher batcher = batcher(100, SHORT, BatchSettings.EVENT_BYTES, "{\"data\":{\"kind\":[\"order\"]}}")) {
            Batch batch = next(batcher);
            assertThat(bodies(batch)).containsExactly("{\"kind\":\"order\"}");
            assertThat(batch.requeue()).isTrue();
            assertThat(batcher.discardedMessages()).isEqualTo(2);
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
