package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.network.BrokerPlacement;
import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.StepType;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.Parking;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Refuses an update that would lose messages and was not asked for, before CloudFormation makes a broker or deletes a
 * queue: another broker, the removal of a failure queue that holds messages, a subnet whose zone would change under its
 * addresses, and another type of the exchange in front of the shards.
 */
public final class ChangeGuard {
    private final DeploymentStep step;

    public ChangeGuard(Construct scope, Steps steps, Props props) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("BrokerName", props.brokerName());
        properties.put("ReplaceBroker", String.valueOf(props.replacesBroker()));
        properties.put("Zones", props.placement().zoneNames());
        properties.put("RetainFailures", String.valueOf(props.parking() == Parking.RETAINED));
        props.failures().ifPresent(parked -> properties.put("FailureQueueUrl", parked.queue().getQueueUrl()));
        properties.put("EngineVersion", props.engineVersion());
        QueueOptions queues = props.queues();
        queues.exchange().ifPresent(exchange -> {
            properties.put("Exchange", queues.virtualHost() + " " + exchange);
            properties.put("ExchangeType", queues.shardExchange().type());
        });
        step = steps.add(scope, "ChangeGuard", StepType.CHANGE_GUARD, properties);
    }

    public DeploymentStep step() {
        return step;
    }

    /**
     * @param replacesBroker
     *            whether a change may replace the broker, which loses its messages
     */
    public record Props(BrokerPlacement placement, String brokerName, QueueOptions queues, String engineVersion,
            boolean replacesBroker, Parking parking, Optional<FailureQueue> failures) {}
}
