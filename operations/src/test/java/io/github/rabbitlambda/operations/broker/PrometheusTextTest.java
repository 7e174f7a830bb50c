package io.github.rabbitlambda.operations.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    private static final String TEXT = """
            # TYPE rabbitmq_detailed_queue_messages_ready gauge
            # HELP rabbitmq_detailed_queue_messages_ready Messages ready to be delivered to consumers
            rabbitmq_detailed_queue_messages_ready{vhost="/",queue="orders"} 3
            rabbitmq_detailed_queue_messages_ready{vhost="shop",queue="orders"} 99
            rabbitmq_detailed_queue_messages_ready{vhost="/",queue="a\\"b\\\\c"} 7
            rabbitmq_detailed_queue_messages_unacked{vhost="/",queue="orders"} 2
            rabbitmq_detailed_queue_messages{vhost="/",queue="orders"} 15
            rabbitmq_detailed_queue_consumers{vhost="/",queue="orders"} 1
            rabbitmq_detailed_queue_messages_acked_total{vhost="/",queue="orders"} 12345678901
            rabbitmq_detailed_queue_info{vhost="/",queue="orders",queue_type="rabbit_quorum_queue"} 1
            rabbitmq_build_info{rabbitmq_version="4.3.6"} 1
            """;

    @Test
    void readsTheCountsOfAQueueOfTheVirtualHost() {
        assertThat(PrometheusText.counts(TEXT, "/")).containsOnlyKeys("orders", "a\"b\\c").containsEntry("orders",
                new QueueCounts(Optional.of(3L), Optional.of(2L), Optional.of(15L), Optional.of(1L), 12_345_678_901L));
        assertThat(PrometheusText.counts(TEXT, "shop").get("orders").ready()).contains(99L);
        assertThat(PrometheusText.counts(TEXT, "other")).isEmpty();
        assertThat(PrometheusText.counts("", "/")).isEmpty();
    }

    @Test
    void leavesOutWhatIsMissing() {
        QueueCounts counts = PrometheusText.counts(TEXT, "/").get("a\"b\\c");
        assertThat(counts.areKnown()).isFalse();
        assertThat(counts.metrics()).isEqualTo(Map.of("MessagesReady", 7L));
        assertThat(counts.acknowledged()).isZero();
    }

    // what waits for its retry is neither ready nor unacknowledged
    @Test
    void countsWhatWaitsForARetryAsWaiting() {
        assertThat(PrometheusText.counts(TEXT, "/").get("orders").waiting()).contains(13L);
    }
}
