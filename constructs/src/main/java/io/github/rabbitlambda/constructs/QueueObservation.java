package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.resource.Observation;
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

    RabbitMqTopology topology() {
        return topology;
    }
}
