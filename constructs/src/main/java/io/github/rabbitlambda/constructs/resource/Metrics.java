package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.lambda.IAlias;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.IVersion;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.resource.QueueMetrics.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/**
 * The metrics of a pipeline. Lambda has no metrics of Amazon MQ mappings, and RabbitMQ 4 brokers have none of single
 * queues, so a function reads those of the queues.
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-4.html
 */
public final class Metrics {
    static final Duration PERIOD = Duration.minutes(5);
    private final ConsumedBroker broker;
    private final QueueOptions queues;
    private final IFunction listener;
    private final Optional<FailureQueue> failures;

    public Metrics(ConsumedBroker broker, QueueOptions queues, IFunction listener, Optional<FailureQueue> failures) {
        this.broker = broker;
        this.queues = queues;
        this.listener = listener;
        this.failures = failures;
    }

    /** A metric of the whole broker, dead letters included. */
    Metric broker(String name, String statistic) {
        return Metric.Builder.create().namespace("AWS/AmazonMQ").metricName(name)
                .dimensionsMap(Map.of("Broker", broker.name())).statistic(statistic).period(PERIOD).build();
    }

    /** A metric of one queue, from the function that reads the queues. */
    Metric queue(String queue, Count count) {
        return new QueueMetrics(broker, queues).of(queue, count);
    }

    /** How many queues the broker has no counts of; without data, nobody read the queues. */
    Metric queuesWithoutCounts() {
        Map<String, String> dimensions = new TreeMap<>(
                Map.of("Broker", broker.name(), "VirtualHost", queues.virtualHost()));
        return Metric.Builder.create().namespace("RabbitLambda").metricName("QueuesWithoutCounts")
                .dimensionsMap(dimensions).statistic("Maximum").period(PERIOD).build();
    }

    /**
     * How many rotations have not ended, when one ended or failed. A minute is short enough that the success of a step which is
     * called again is seldom in the period of its failure.
     */
    Metric failedRotations() {
        return new QueueMetrics(broker, queues).of(queues.queues().getFirst(), "RotationFailed", "Maximum")
                .period(Duration.minutes(1))
                .build();
    }

    /** A metric of the listener's batches; it has no data where the listener is not built on this project's. */
    Metric listener(String name) {
        return Metric.Builder.create().namespace("RabbitLambda").metricName(name)
                .dimensionsMap(Map.of("Function", functionName())).statistic("Sum")
                .period(PERIOD).build();
    }

    /** As the listener knows it: without alias and version. */
    private String functionName() {
        return switch (listener) {
            case IAlias alias -> alias.getVersion().getLambda().getFunctionName();
            case IVersion version -> version.getLambda().getFunctionName();
            default -> listener.getFunctionName();
        };
    }

    IMetric memoryPercent() {
        return expression("Memory used, % of the limit", "100 * memoryUsed / memoryLimit",
                pair("memoryUsed", broker("RabbitMQMemUsed", "Maximum"), "memoryLimit",
                        broker("RabbitMQMemLimit", "Minimum")));
    }

    /** RabbitMQ blocks publishers at 100. */
    IMetric diskPercent() {
        return expression("Disk free, % of the limit", "100 * diskFree / diskLimit",
                pair("diskFree", broker("RabbitMQDiskFree", "Minimum"), "diskLimit",
                        broker("RabbitMQDiskFreeLimit", "Maximum")));
    }

    /**
     * 1 while one of the queues holds messages all the time and acknowledges none; those that wait for a retry are not
     * ready, so they are counted too. The counts of acknowledgements only
     * grow, so none is overlooked between two readings. The first difference of a series is missing; CloudWatch reads
     * more datapoints than an alarm evaluates:
     * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
     */
    IMetric stalled(List<String> some) {
        Map<String, IMetric> metrics = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>();
        for (String queue : some) {
            String waiting = "waiting" + conditions.size();
            String acks = "acks" + conditions.size();
            metrics.put(waiting,
                    queue(queue, Count.WAITING).with(MetricOptions.builder().statistic("Minimum").build()));
            metrics.put(acks, queue(queue, Count.ACKNOWLEDGED));
            conditions.add("(" + waiting + " > 0 AND DIFF(" + acks + ") == 0)");
        }
        return expression("Stalled", "IF(" + String.join(" OR ", conditions) + ", 1, 0)", metrics);
    }

    private static IMetric expression(String label, String expression, Map<String, IMetric> metrics) {
        return MathExpression.Builder.create().label(label).expression(expression).usingMetrics(metrics)
                .period(PERIOD).build();
    }

    private static Map<String, IMetric> pair(String first, Metric one, String second, Metric other) {
        Map<String, IMetric> metrics = new LinkedHashMap<>();
        metrics.put(first, one);
        metrics.put(second, other);
        return metrics;
    }

    QueueOptions queues() {
        return queues;
    }

    IFunction listener() {
        return listener;
    }

    Optional<FailureQueue> failures() {
        return failures;
    }
}
