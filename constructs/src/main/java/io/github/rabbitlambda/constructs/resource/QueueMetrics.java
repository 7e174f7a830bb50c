package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.options.QueueOptions;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics that the function which reads the queues writes of each.
 */
public record QueueMetrics(ConsumedBroker broker, QueueOptions queues) {

    /** The maximum in five minutes. */
    public Metric of(String queue, Count count) {
        return of(queue, "Messages" + count.metric, "Maximum").label(queue).build();
    }

    Metric.Builder of(String queue, String name, String statistic) {
        Map<String, String> dimensions = new TreeMap<>();
        dimensions.put("Broker", broker.name());
        dimensions.put("VirtualHost", queues.virtualHost());
        dimensions.put("Queue", queue);
        return Metric.Builder.create().namespace("RabbitLambda").metricName(name).dimensionsMap(dimensions)
                .statistic(statistic).period(Metrics.PERIOD);
    }

    /** What is counted of a queue. */
    public enum Count {
        /** Not delivered. */
        READY("Ready"),
        /** Delivered, and neither acknowledged nor back. */
        UNACKNOWLEDGED("Unacknowledged"),
        /** Ready, or kept by the broker for a retry. */
        WAITING("Waiting"),
        /** Since the queue was made. */
        ACKNOWLEDGED("Acknowledged");

        private final String metric;

        Count(String metric) {
            this.metric = metric;
        }
    }
}
