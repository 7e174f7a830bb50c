package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.function.message.Batch;
import io.github.rabbitlambda.function.message.Events;
import io.github.rabbitlambda.function.testing.TestContext;

/**
 * The line of metrics follows CloudWatch's specification.
 */
class BatchReportTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

    @Test
    void isOneLineOfEmbeddedMetrics() throws IOException {
        JsonNode line = report(Events.record("{\"timestamp\":\"Jan 1, 2000, 12:00:00 AM\"}"),
                Events.record("{\"timestamp\":\"Jan 1, 2020, 12:00:00 AM\"}"));

        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.get("Namespace").asText()).isEqualTo("RabbitLambda");
        assertThat(directive.get("Dimensions")).isEqualTo(JACKSON.readTree("[[\"Function\"]]"));
        assertThat(line.at("/_aws/Timestamp").asLong()).isCloseTo(Instant.now().toEpochMilli(),
                within(60_000L));
        List<String> names = StreamSupport.stream(directive.get("Metrics").spliterator(), false)
                .map(metric -> metric.get("Name").asText()).toList();
        assertThat(names).containsExactly("Received", "Processed", "Retried", "Parked", "Undecodable",
                "UnreadableProperties", "Duplicates",
                "Unchecked", "Probes", "Failed", "LostThreads", "BatchDuration", "OldestAge");
        assertThat(names).allMatch(name -> line.get(name).isIntegralNumber());
        assertThat(line.get("Function").asText()).isEqualTo("listener");
        assertThat(line.get("requestId").asText()).isEqualTo("request-1");
        assertThat(line.get("Received").asInt()).isEqualTo(2);
        assertThat(Instant.now().minusMillis(line.get("OldestAge").asLong())).isBetween(YEAR_2000,
                YEAR_2000.plusSeconds(60));
    }

    @Test
    void hasNoAgeWithoutTimestamps() throws IOException {
        assertThat(report(Events.record("{}")).has("OldestAge")).isFalse();
    }

    /** Publishers send 0, the smallest date of their language, or milliseconds as seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"Jan 1, 1970, 12:00:00 AM", "Jan 3, 1, 12:00:00 AM", "Dec 31, 1999, 11:59:59 PM",
            "Jul 14, 55840, 1:00:00 PM", "Jan 1, 10000, 12:00:00 AM"})
    void leavesOutTheAgeOfAnImplausibleTimestamp(String timestamp) throws IOException {
        String implausible = Events.record("{\"timestamp\":\"" + timestamp + "\"}");

        assertThat(report(implausible).has("OldestAge")).isFalse();
        JsonNode withAPlausibleOne = report(implausible, Events.record("{\"timestamp\":\"Jan 1, 2020, 12:00:00 AM\"}"));
        assertThat(Instant.now().minusMillis(withAPlausibleOne.get("OldestAge").asLong()))
                .isBetween(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-01-01T00:01:00Z"));
    }

    @Test
    void aTimestampOfAClockThatIsALittleAheadHasTheAgeZero() throws IOException {
        assertThat(report(at(Instant.now().plusSeconds(240))).get("OldestAge").asLong()).isZero();
        assertThat(report(at(Instant.now().plusSeconds(360))).has("OldestAge")).isFalse();
    }

    private static String at(Instant instant) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US)
                .withZone(ZoneOffset.UTC);
        return Events.record("{\"timestamp\":\"" + format.format(instant) + "\"}");
    }

    @Test
    void countsThePropertiesThatCanNotBeRead() throws IOException {
        JsonNode line = report(Events.record("{\"timestamp\":\"now\",\"priority\":300}"), Events.record("{}"),
                Events.record("{\"timestamp\":\"now\",\"priority\":3}"));

        assertThat(line.get("UnreadableProperties").asInt()).isEqualTo(3);
        assertThat(line.get("Processed").asInt()).isEqualTo(3);
        assertThat(line.has("OldestAge")).isFalse();
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
