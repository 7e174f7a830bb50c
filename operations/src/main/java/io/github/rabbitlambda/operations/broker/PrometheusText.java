package io.github.rabbitlambda.operations.broker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RabbitMQ's metrics of queues in Prometheus' text format, for instance
 * {@code rabbitmq_detailed_queue_messages_ready{vhost="/",queue="orders"} 3}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class PrometheusText {
    private static final Pattern SAMPLE = Pattern.compile(
            "rabbitmq_detailed_queue_(\\w+)\\{vhost=\"((?:[^\"\\\\]|\\\\.)*)\",queue=\"((?:[^\"\\\\]|\\\\.)*)\"\\} (\\d+)");

    private PrometheusText() {}

    static Map<String, QueueCounts> counts(String text, String virtualHost) {
        Map<String, Map<String, Long>> samples = new HashMap<>();
        text.lines().map(SAMPLE::matcher).filter(Matcher::matches)
                .filter(sample -> unescaped(sample.group(2)).equals(virtualHost))
                .forEach(sample -> samples.computeIfAbsent(unescaped(sample.group(3)), queue -> new HashMap<>())
                        .put(sample.group(1), Long.valueOf(sample.group(4))));
        Map<String, QueueCounts> counts = new HashMap<>();
        samples.forEach((queue, values) -> counts.put(queue, counts(values)));
        return counts;
    }

    /** A queue that has acknowledged nothing has no count of it. */
    private static QueueCounts counts(Map<String, Long> values) {
        return new QueueCounts(value(values, "messages_ready"), value(values, "messages_unacked"),
                value(values, "messages"), value(values, "consumers"), values.getOrDefault("messages_acked_total", 0L));
    }

    private static Optional<Long> value(Map<String, Long> values, String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static String unescaped(String label) {
        return Pattern.compile("\\\\(.)").matcher(label)
                .replaceAll(escape -> Matcher.quoteReplacement(escape.group(1).replace("n", "\n")));
    }
}
