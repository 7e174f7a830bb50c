package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.options.Refusal;
import io.github.rabbitlambda.constructs.resource.Observation;
import io.github.rabbitlambda.constructs.resource.QueueMetrics;
import io.github.rabbitlambda.constructs.resource.QueueMetrics.Count;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.constructs.Construct;

/**
 * Reads the depth of every queue of a topology every five minutes, as metrics of the namespace RabbitLambda: RabbitMQ 4
 * brokers have no metrics of single queues.
 */
public final class QueueObservation extends Construct {
    private final RabbitMqTopology topology;

    public QueueObservation(Construct scope, String id, RabbitMqTopology topology) {
        super(scope, id);
        this.topology = topology;
        topology.queues().checkMetrics();
        new Observation(this, topology.tasks()).getNode().addDependency(topology);
    }

    /** The most messages of a queue that were ready in five minutes; its name, or one of {@code NAME.1} and so on. */
    public Metric metricMessagesReady(String queue) {
        return metric(queue, Count.READY);
    }

    /** The most messages of a queue that waited in five minutes: ready, or kept by the broker for a retry. */
    public Metric metricMessagesWaiting(String queue) {
        return metric(queue, Count.WAITING);
    }

    /** The most messages of a queue that were delivered and not acknowledged. */
    public Metric metricMessagesUnacknowledged(String queue) {
        return metric(queue, Count.UNACKNOWLEDGED);
    }

    private Metric metric(String queue, Count count) {
        if (!topology.queues().allQueues().contains(queue)) {
            throw Refusal.of("queue", "one of " + String.join(", ", topology.queues().allQueues()), queue,
                    "only the topology's queues are observed");
        }
        return new QueueMetrics(topology.broker().consumed(), topology.queues()).of(queue, count);
    }

    RabbitMqTopology topology() {
        return topology;
    }
}
