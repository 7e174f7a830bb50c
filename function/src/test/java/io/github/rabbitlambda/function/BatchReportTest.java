package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * The line of metrics follows CloudWatch's specification.
 */
class BatchReportTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void isOneLineOfEmbeddedMetrics() throws IOException {
        JsonNode line = report(Events.record("{\"timestamp\":\"Jan 1, 1970, 12:00:00 AM\"}"),
                Events.record("{\"timestamp\":\"Jan 1, 2020, 12:00:00 AM\"}"));

        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.get("Namespace").asText()).isEqualTo("RabbitLambda");
        assertThat(directive.get("Dimensions")).isEqualTo(JACKSON.readTree("[[\"Function\"]]"));
        assertThat(line.at("/_aws/Timestamp").asLong()).isCloseTo(Instant.now().toEpochMilli(),
                within(60_000L));
        List<String> names = StreamSupport.stream(directive.get("Metrics").spliterator(), false)
                .map(metric -> metric.get("Name").asText()).toList();
        assertThat(names).containsExactly("Received", "Processed", "Retried", "Parked", "Undecodable", "Duplicates",
                "Unchecked", "Probes", "Failed", "BatchDuration", "OldestAge");
        assertThat(names).allMatch(name -> line.get(name).isIntegralNumber());
        assertThat(line.get("Function").asText()).isEqualTo("listener");
        assertThat(line.get("requestId").asText()).isEqualTo("request-1");
        assertThat(line.get("Received").asInt()).isEqualTo(2);
        assertThat(Instant.now().minusMillis(line.get("OldestAge").asLong())).isBetween(Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60));
    }

    @Test
    void hasNoAgeWithoutTimestamps() throws IOException {
        assertThat(report(Events.record("{}")).has("OldestAge")).isFalse();
    }

    @Test
    void aTimestampInTheFutureHasTheAgeZero() throws IOException {
        assertThat(report(Events.record("{\"timestamp\":\"Jan 1, 10000, 12:00:00 AM\"}")).get("OldestAge").asLong())
                .isZero();
    }

    @Test
    void logsABatchThatComesBackButNotOneThatSucceeds() throws IOException {
        TestContext context = new TestContext();
        Batch batch = Batch.decode(Events.withRecords(Events.record("{}"), Events.record("{}")));

        TestListener.with().handler((message, invocation) -> {}).handle(batch, context);
        assertThat(context.log()).isEmpty();

        TestListener refusing = TestListener.with().handler((message, invocation) -> {
            throw new OutageException("down");
        });
        assertThatThrownBy(() -> refusing.handle(batch, context)).isInstanceOf(BatchFailedException.class);
        assertThat(context.log()).last().isEqualTo("{\"event\":\"batch comes back\",\"queues\":[\"q::/\"],"
                + "\"records\":2,\"reason\":\"the handler reported an outage\"}\n");
    }

    private static JsonNode report(String... records) throws IOException {
        TestListener listener = TestListener.with().handler((message, context) -> {});
        listener.handle(Batch.decode(Events.withRecords(records)), new TestContext());
        assertThat(listener.metrics().lines()).hasSize(1);
        return JACKSON.readTree(listener.metrics());
    }
}
