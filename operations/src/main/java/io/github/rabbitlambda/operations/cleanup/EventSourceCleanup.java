package io.github.rabbitlambda.operations.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;

import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.network.MqBrokers;

/**
 * Waits, when a stack is deleted, until its event source mappings and their network interfaces are gone. CloudFormation
 * reports a mapping as deleted before Lambda has removed the interfaces, and without the role and the groups Lambda
 * can't remove them. Create and Update do nothing.
 *
 * <p>After the deadline the step fails if the network is the stack's own, so that role and policy survive and a second
 * destroy can continue. If the network is shared, it reports what is left and lets the stack be deleted.
 */
public final class EventSourceCleanup implements DeploymentStep {
    private final LambdaClient lambda;
    private final Ec2Client ec2;
    private final MqBrokers brokers;
    private final Clock clock;

    public EventSourceCleanup(LambdaClient lambda, Ec2Client ec2, MqBrokers brokers, Clock clock) {
        this.lambda = lambda;
        this.ec2 = ec2;
        this.brokers = brokers;
        this.clock = clock;
    }

    @Override
    public String physicalId(Map<String, Object> event) {
        return "event-source-cleanup";
    }

    /** Refuses properties that do not fit when the stack is created, not only when it is deleted. */
    @Override
    public Map<String, Object> begin(Map<String, Object> event, Context context) {
        CleanupRequest.of(event);
        return Map.of();
    }

    @Override
    public Map<String, Object> progress(Map<String, Object> event, Context context) {
        if (!DeploymentStep.isDelete(event)) {
            return COMPLETE;
        }
        Cleanup cleanup = new Cleanup(new Mappings(lambda), new Interfaces(ec2), brokers, clock,
                line -> context.getLogger().log(line + "\n"));
        return cleanup.isDone(CleanupRequest.of(event)) ? COMPLETE : INCOMPLETE;
    }
}
