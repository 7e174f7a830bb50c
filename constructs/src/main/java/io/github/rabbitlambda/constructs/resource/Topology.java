package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.StepType;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.ConsumerPermissions;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.UserOptions;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Virtual host, exchanges, queues and users. They are declared before the mapping is created, because Lambda accepts a mapping
 * whose queue is missing and then never reads.
 */
public final class Topology {
    private final DeploymentStep step;

    public Topology(Construct scope, Steps steps, Props props) {
        Map<String, Object> properties = properties(props.tasks(), props.broker(), props.queues());
        properties.putAll(props.userProperties());
        step = steps.add(scope, "Declared", StepType.TOPOLOGY, properties);
        if (props.secrets().declared().isPresent()) {
            step.stateThatItMakesUsers();
        }
    }

    /** Broker and version are among them, so that CloudFormation declares everything on a replaced or upgraded broker. */
    private static Map<String, Object> properties(BrokerTasks tasks, ConsumedBroker broker, QueueOptions queues) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("BrokerTasksArn", tasks.function().getFunctionArn());
        properties.put("BrokerId", broker.id());
        properties.put("EngineVersion", broker.engineVersion());
        properties.put("VirtualHost", queues.virtualHost());
        properties.put("Queues", queues.queues());
        properties.put("DeadLetterExchange", queues.deadLetterExchange());
        properties.put("DeadLetterQueue", queues.deadLetterQueue());
        properties.put("DeliveryLimit", String.valueOf(queues.deliveryLimit()));
        queues.retryDelay().ifPresent(delay -> {
            properties.put("RetryDelay", String.valueOf(delay.seconds()));
            properties.put("RetryDelayLimit", String.valueOf(delay.limitSeconds()));
        });
        queues.exchange().ifPresent(exchange -> {
            properties.put("Exchange", exchange);
            properties.put("ExchangeType", queues.shardExchange().type());
        });
        queues.unroutableQueue().ifPresent(queue -> properties.put("UnroutableQueue", queue));
        return properties;
    }

    public DeploymentStep step() {
        return step;
    }

    public record Props(BrokerTasks tasks, ConsumedBroker broker, QueueOptions queues, UserSecrets secrets,
            UserOptions users) {

        /** The function reads them in its environment; here they make CloudFormation run the step again. */
        private Map<String, Object> userProperties() {
            Map<String, Object> properties = new TreeMap<>();
            secrets.declared().ifPresent(declared -> {
                properties.put("ConsumerSecretArn", declared.consumer().getSecretArn());
                properties.put("PublisherSecretArn", declared.publisher().getSecretArn());
            });
            users.consumerPermissions().map(ConsumerPermissions::expressions)
                    .ifPresent(permissions -> properties.put("ConsumerPermissions", permissions));
            return properties;
        }
    }
}
