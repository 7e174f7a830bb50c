package io.github.rabbitlambda.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Timeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;

/** A queue for each test, and batchers that consume it. */
@NeedsRabbitMq
@Timeout(120)
abstract class BatcherFixture {
    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final Duration SHORT = Duration.ofMillis(300);

    final RecordedEvents events = new RecordedEvents();
    final String queue = RabbitMq.declare(RabbitMq.node(), RabbitMq.QUORUM);

    Batcher batcher(int size, Duration window, int eventBytes, String... filters) {
        QueueSettings settings = new QueueSettings(RabbitMq.node().uri(), null, queue, 1000, false);
        return new Batcher(settings, new BatchSettings(size, window, eventBytes), Filters.of(List.of(filters)),
                "arn:broker", events);
    }

    void publish(String... bodies) {
        RabbitMq.publish(RabbitMq.node(), queue,
                List.of(bodies).stream().map(body -> body.getBytes(StandardCharsets.UTF_8)).toList());
    }

    static List<String> bodies(Batch batch) throws Exception {
        List<String> bodies = new ArrayList<>();
        JsonNode event = new JsonMapper().readTree(batch.event());
        for (JsonNode message : event.path("rmqMessagesByQueue").elements().next()) {
            bodies.add(new String(message.path("data").binaryValue(), StandardCharsets.UTF_8));
        }
        return bodies;
    }

    static Batch next(Batcher batcher) throws InterruptedException {
        Batch batch = batcher.next(() -> false);
        assertThat(batch).isNotNull();
        return batch;
    }
}
