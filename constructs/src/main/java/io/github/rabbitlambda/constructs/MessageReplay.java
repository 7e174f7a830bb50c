package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.constructs.operation.SharedOperations;
import io.github.rabbitlambda.constructs.resource.Replay;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * A function that people invoke to put parked and dead-lettered messages back on their queue:
 * {@code {"source":"parked","count":10}}.
 */
public final class MessageReplay extends Construct {
    private final Replay replay;

    public MessageReplay(Construct scope, String id, RabbitMqTopology topology, ParkedMessages parked) {
        super(scope, id);
        replay = new Replay(this, SharedOperations.of(this).functions(), topology.tasks(), topology.queues(),
                parked.failures());
    }

    public IFunction getFunction() {
        return replay.function();
    }
}
