package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.operation.DeploymentStep;
import io.github.rabbitlambda.constructs.operation.StepType;
import io.github.rabbitlambda.constructs.operation.Steps;
import io.github.rabbitlambda.constructs.options.QueueOptions;
import io.github.rabbitlambda.constructs.options.Verification;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * The last step of a deployment. It fails with the mapping's own message if the mapping does not read.
 */
public final class DeploymentVerification {
    private static final int DEADLINE_MINUTES = 15;
    private final DeploymentStep step;

    public DeploymentVerification(Construct scope, Steps steps, Props props) {
        step = steps.add(scope, "Verification", StepType.VERIFICATION, properties(props));
    }

    private static Map<String, Object> properties(Props props) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("MappingIds", props.source().ids());
        properties.put("Queues", props.queues().queues());
        properties.put("Mode", props.mode().name().toLowerCase(Locale.ROOT));
        properties.put("BrokerTasksArn", props.tasks().function().getFunctionArn());
        properties.put("DeadlineMinutes", String.valueOf(DEADLINE_MINUTES));
        properties.put("Nonce", props.source().revision());
        return properties;
    }

    public DeploymentStep step() {
        return step;
    }

    public record Props(Verification mode, EventSource source, BrokerTasks tasks, QueueOptions queues) {}
}
