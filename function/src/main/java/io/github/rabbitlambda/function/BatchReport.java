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
import io.github.rabbitlambda.function.Counters.Counter;

/**
 * Writes one line of metrics in CloudWatch's embedded metric format, and a log line when the batch comes back.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 * format</a>
 */
final class BatchReport {
    private static final String NAMESPACE = "RabbitLambda";
    /** 1 January 2000: RabbitMQ is younger. */
    private static final long EARLIEST_SECOND = 946_684_800;
    /** A publisher's clock may be ahead of this one. */
    private static final long CLOCK_DIFFERENCE_SECONDS = 300;

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
            invocation.log().batchFailed(queues, deliveries.size(), problem.get());
        }
        services.metrics().println(metrics());
    }

    private String metrics() {
        JsonText line = new JsonText().begin('{').name("_aws").begin('{').member("Timestamp", now.toEpochMilli())
                .name("CloudWatchMetrics").begin('[').begin('{').member("Namespace", NAMESPACE)
                .member("Dimensions", List.of(List.of("Function"))).name("Metrics").begin('[');
        for (Counter counter : Counter.values()) {
            addDefinition(line, counter.metric(), "Count");
        }
        addDefinition(line, "BatchDuration", "Milliseconds");
        Optional<Duration> age = oldestAge();
        if (age.isPresent()) {
            addDefinition(line, "OldestAge", "Milliseconds");
        }
        line.end(']').end('}').end(']').end('}').member("Function", invocation.context().getFunctionName())
                .member("requestId", invocation.context().getAwsRequestId()).member("queues", queues);
        for (Counter counter : Counter.values()) {
            line.member(counter.metric(), invocation.counters().get(counter));
        }
        line.member("BatchDuration", invocation.elapsed().toMillis());
        if (age.isPresent()) {
            line.member("OldestAge", age.get().toMillis());
        }
        return line.end('}').toString();
    }

    private static void addDefinition(JsonText line, String name, String unit) {
        line.begin('{').member("Name", name).member("Unit", unit).end('}');
    }

    /** From the publishers' timestamps; empty when no message has a plausible one. */
    private Optional<Duration> oldestAge() {
        Instant oldest = null;
        for (Delivery delivery : deliveries) {
            Instant timestamp = delivery instanceof Message message
                    ? message.properties().timestamp().orElse(null)
                    : null;
            if (timestamp != null && isPlausible(timestamp) && (oldest == null || timestamp.isBefore(oldest))) {
                oldest = timestamp;
            }
        }
        if (oldest == null) {
            return Optional.empty();
        }
        return Optional.of(oldest.isAfter(now) ? Duration.ZERO : Duration.between(oldest, now));
    }

    /**
     * Publishers send 0, the smallest date of their language, or milliseconds as seconds. Compared in seconds, because
     * java.time's arithmetic loads more classes, which slows a cold start.
     */
    private boolean isPlausible(Instant timestamp) {
        long second = timestamp.getEpochSecond();
        return second >= EARLIEST_SECOND && second <= now.getEpochSecond() + CLOCK_DIFFERENCE_SECONDS;
    }

    /** The comparison with the previous queue is for speed only: the records of one queue follow each other. */
    private List<String> queues() {
        Set<String> queues = new LinkedHashSet<>();
        Queue previous = null;
        for (Delivery delivery : deliveries) {
            if (delivery.queue() != previous) {
                previous = delivery.queue();
                queues.add(previous.toString());
            }
        }
        return List.copyOf(queues);
    }
}
