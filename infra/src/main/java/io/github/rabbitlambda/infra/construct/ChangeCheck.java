package io.github.rabbitlambda.infra.construct;

import io.github.rabbitlambda.infra.network.BrokerPlacement;
import io.github.rabbitlambda.infra.operation.DeploymentStep;
import io.github.rabbitlambda.infra.operation.StepType;
import io.github.rabbitlambda.infra.operation.Steps;
import io.github.rabbitlambda.infra.options.Feature;
import io.github.rabbitlambda.infra.options.Options;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Refuses an update that would lose messages and was not asked for, before CloudFormation makes anything: another
 * broker, the removal of a failure queue that is not retained, and a subnet whose zone would change under its addresses.
 */
public final class ChangeCheck {
    private final DeploymentStep step;

    public ChangeCheck(Construct scope, Steps steps, Options options, String brokerName, BrokerPlacement placement) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("BrokerName", brokerName);
        properties.put("ReplaceBroker", String.valueOf(options.has(Feature.REPLACE_BROKER)));
        properties.put("Parking", options.parking().name().toLowerCase(Locale.ROOT));
        properties.put("Zones", placement.zoneNames());
        step = steps.add(scope, "ChangeCheck", StepType.CHANGE_CHECK, properties);
    }

    public DeploymentStep step() {
        return step;
    }
}
