package io.github.rabbitlambda.doctor.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/**
 * The recent metrics of one function or broker. A metric without values is unknown, not zero.
 *
 * @param answer of GetMetricData; empty if it could not be read
 * @param now when the snapshot was taken
 */
record Metrics(Optional<JsonNode> answer, Instant now) {
    /** How far back a function's invocations count: an invocation may take 14 minutes. */
    static final Duration HOUR = Duration.ofHours(1);
    /** How long a broker's counts have to be so before they mean something. */
    static final Duration QUARTER = Duration.ofMinutes(15);

    private static final Duration PERIOD = Duration.ofMinutes(5);

    /** One value and the time of its period. */
    record Point(Instant time, double value) {}

    static Metrics of(Optional<JsonNode> answer, Snapshot snapshot) {
        return new Metrics(answer, snapshot.taken());
    }

    /** Whether CloudWatch answered and has none of these metrics for the last quarter of an hour. */
    boolean hasNoValues(String... metrics) {
        return answer.isPresent() && Stream.of(metrics).noneMatch(metric -> lastQuarter(metric).isKnown());
    }

    Series lastHour(String metric) {
        return since(metric, HOUR);
    }

    Series lastQuarter(String metric) {
        return since(metric, QUARTER);
    }

    private Series since(String metric, Duration window) {
        Instant start = now.minus(window);
        List<Point> points = points(metric).stream().filter(point -> !point.time().isBefore(start)).toList();
        return new Series(points, points.stream().anyMatch(point -> point.time().isBefore(start.plus(PERIOD))));
    }

    private List<Point> points(String metric) {
        List<Point> points = new ArrayList<>();
        for (JsonNode result : answer.map(known -> known.path("MetricDataResults")).stream()
                .flatMap(JsonNode::valueStream)
                .toList()) {
            JsonNode times = result.path("Timestamps");
            // CloudWatch wants ids that begin with a small letter
            if (result.path("Id").asText().equalsIgnoreCase(metric)) {
                for (int i = 0; i < Math.min(times.size(), result.path("Values").size()); i++) {
                    double value = result.path("Values").get(i).asDouble();
                    Timestamp.of(times.get(i)).ifPresent(time -> points.add(new Point(time, value)));
                }
            }
        }
        points.sort(Comparator.comparing(Point::time));
        return points;
    }
}
