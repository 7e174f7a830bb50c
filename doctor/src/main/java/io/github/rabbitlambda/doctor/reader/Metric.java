package io.github.rabbitlambda.doctor.reader;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * The metrics that the doctor reads, each with the statistic that shows trouble
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html,
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-logging-monitoring.html).
 */
record Metric(Source source, String name, String statistic) {
    private static final Duration HISTORY = Duration.ofHours(3);
    private static final Duration PERIOD = Duration.ofMinutes(5);

    /** Whose metrics they are. */
    enum Source {
        FUNCTION("AWS/Lambda", "FunctionName"), BROKER("AWS/AmazonMQ", "Broker");

        private final String namespace;
        private final String dimension;

        Source(String namespace, String dimension) {
            this.namespace = namespace;
            this.dimension = dimension;
        }
    }

    private static final List<Metric> ALL = Stream.concat(
            Stream.of("Invocations Sum", "Errors Sum", "Throttles Sum", "Duration Maximum",
                    "ConcurrentExecutions Maximum").map(text -> of(Source.FUNCTION, text)),
            Stream.of("MessageReadyCount Maximum", "MessageUnacknowledgedCount Maximum", "AckRate Maximum",
                    "PublishRate Maximum", "ConsumerCount Maximum", "ConnectionCount Maximum",
                    "RabbitMQMemUsed Maximum", "RabbitMQMemLimit Minimum", "RabbitMQDiskFree Minimum",
                    "RabbitMQDiskFreeLimit Maximum", "SystemCpuUtilization Maximum")
                    .map(text -> of(Source.BROKER, text)))
            .toList();

    private static Metric of(Source source, String text) {
        String[] words = text.split(" ");
        return new Metric(source, words[0], words[1]);
    }

    /** The last hours up to the end of the running period. CloudWatch gives the newest first. */
    static GetMetricDataRequest request(String subject, List<Source> sources, Instant now) {
        long period = PERIOD.toSeconds();
        Instant end = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), period) * period).plus(PERIOD);
        return GetMetricDataRequest.builder().startTime(end.minus(HISTORY)).endTime(end)
                .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                .metricDataQueries(ALL.stream().filter(metric -> sources.contains(metric.source()))
                        .map(metric -> metric.query(subject)).toList())
                .build();
    }

    private MetricDataQuery query(String subject) {
        return MetricDataQuery.builder().id(id()).label(name)
                .metricStat(stat -> stat.stat(statistic).period((int) PERIOD.toSeconds())
                        .metric(metric -> metric.namespace(source.namespace).metricName(name)
                                .dimensions(Dimension.builder().name(source.dimension).value(subject).build())))
                .build();
    }

    /** CloudWatch wants ids that begin with a small letter. */
    private String id() {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
