package io.github.rabbitlambda.infra.construct;

import io.github.rabbitlambda.infra.operation.DeploymentStep;
import io.github.rabbitlambda.infra.operation.StepType;
import io.github.rabbitlambda.infra.operation.Steps;
import io.github.rabbitlambda.infra.options.QueueOptions;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Virtual host, exchanges and queues. They are declared before the mapping is created, because Lambda accepts a mapping
 * whose queue is missing and then never reads.
 */
public final class Topology {
    private final DeploymentStep step;

    public Topology(Construct scope, Steps steps, BrokerTasks tasks, Broker broker, QueueOptions queues) {
        step = steps.add(scope, "Declared", StepType.TOPOLOGY, properties(tasks, broker, queues));
    }

    /** The broker's id is among them, so that CloudFormation declares everything on a replaced broker. */
    private static Map<String, Object> properties(BrokerTasks tasks, Broker broker, QueueOptions queues) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("BrokerTasksArn", tasks.function().getFunctionArn());
        properties.put("BrokerId", broker.id());
        properties.put("VirtualHost", queues.virtualHost());
        properties.put("Queues", queues.queues());
        properties.put("DeadLetterExchange", queues.deadLetterExchange());
        properties.put("DeadLetterQueue", queues.deadLetterQueue());
        properties.put("DeliveryLimit", String.valueOf(queues.deliveryLimit()));
        queues.exchange().ifPresent(exchange -> properties.put("Exchange", exchange));
        queues.unroutableQueue().ifPresent(queue -> properties.put("UnroutableQueue", queue));
        return properties;
    }

    public DeploymentStep step() {
        return step;
    }
}
