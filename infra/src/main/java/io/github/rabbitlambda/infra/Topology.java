package io.github.rabbitlambda.infra;

import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Virtual host, queues and what lies around them, declared on the broker before a mapping looks for its queue: Lambda
 * accepts a mapping whose queue is missing and then never reads.
 */
final class Topology {
    private final Step step;

    Topology(Construct scope, BrokerTasks tasks, Broker broker, QueueOptions queues) {
        step = new Step(scope, "Topology", Step.Framework.of(scope, "Declaring", tasks.function()),
                properties(broker, queues));
    }

    /** The broker's id is there for its replacement: a new broker has to be told everything again. */
    private static Map<String, Object> properties(Broker broker, QueueOptions queues) {
        Map<String, Object> properties = new TreeMap<>();
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

    Step step() {
        return step;
    }
}
