package io.github.rabbitlambda.function;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.function.message.Delivery;
import io.github.rabbitlambda.function.message.Message;
import io.github.rabbitlambda.function.message.Queue;
import io.github.rabbitlambda.function.Tally.Count;

/**
 * Tells how a batch went: one line of metrics in CloudWatch's embedded metric format, and a log line when it comes back.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *      format</a>
 */
final class BatchReport {
    private static final String NAMESPACE = "RabbitLambda";

    private final Services services;
    private final Invocation invocation;
    private final List<Delivery> deliveries;
    private final Instant now;
    private final List<String> queues;

    BatchReport(Services services, Invocation invocation, List<Delivery> deliveries) {
        this.services = services;
        this.invocation = invocation;
        this.deliveries = deliveries;
        this.now = services.clock().instant();
        this.queues = queues();
    }

    void write(Optional<String> problem) {
        if (problem.isPresent()) {
            invocation.journal().comesBack(queues, deliveries.size(), problem.get());
        }
        services.metrics().println(metrics());
    }

    private String metrics() {
        JsonText line = new JsonText().begin('{').name("_aws").begin('{').member("Timestamp", now.toEpochMilli())
                .name("CloudWatchMetrics").begin('[').begin('{').member("Namespace", NAMESPACE)
                .member("Dimensions", List.of(List.of("Function"))).name("Metrics").begin('[');
        for (Count count : Count.values()) {
            definition(line, count.metric(), "Count");
        }
        definition(line, "BatchDuration", "Milliseconds");
        Optional<Duration> age = oldestAge();
        if (age.isPresent()) {
            definition(line, "OldestAge", "Milliseconds");
        }
        line.end(']').end('}').end(']').end('}').member("Function", invocation.context().getFunctionName())
                .member("requestId", invocation.context().getAwsRequestId()).member("queues", queues);
        for (Count count : Count.values()) {
            line.member(count.metric(), invocation.tally().get(count));
        }
        line.member("BatchDuration", invocation.elapsed().toMillis());
        if (age.isPresent()) {
            line.member("OldestAge", age.get().toMillis());
        }
        return line.end('}').toString();
    }

    private static void definition(JsonText line, String name, String unit) {
        line.begin('{').member("Name", name).member("Unit", unit).end('}');
    }

    /** By the publishers' clocks; none when no message has a timestamp. */
    private Optional<Duration> oldestAge() {
        Instant oldest = null;
        for (Delivery delivery : deliveries) {
            Instant timestamp = delivery instanceof Message message
                    ? message.properties().timestamp().orElse(null)
                    : null;
            if (timestamp != null && (oldest == null || timestamp.isBefore(oldest))) {
                oldest = timestamp;
            }
        }
        if (oldest == null) {
            return Optional.empty();
        }
        return Optional.of(oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now));
    }

    /** A queue's records come together. */
    private List<String> queues() {
        Set<String> queues = new LinkedHashSet<>();
        Queue last = null;
        for (Delivery delivery : deliveries) {
            if (delivery.queue() != last) {
                last = delivery.queue();
                queues.add(last.toString());
            }
        }
        return List.copyOf(queues);
    }
}
