package io.github.rabbitlambda.operations.broker;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;

import io.github.rabbitlambda.operations.AwsRetry;
import io.github.rabbitlambda.operations.DeploymentStep;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.InvokedFunction;

/**
 * Declares the topology through {@link BrokerTasks}, the only function that reaches the broker. A Delete does nothing:
 * queues and their messages stay.
 */
public final class TopologyStep implements DeploymentStep {
    private final LambdaClient lambda;
    private final AwsRetry retry;

    public TopologyStep(LambdaClient lambda, AwsRetry retry) {
        this.lambda = lambda;
        this.retry = retry;
    }

    @Override
    public String physicalId(Map<String, Object> event) {
        return "topology";
    }

    @Override
    public Map<String, Object> begin(Map<String, Object> event, Context context) {
        if (!DeploymentStep.isDelete(event)) {
            String tasks = Input.resourceProperties(event).text("BrokerTasksArn");
            retry.retry(() -> new InvokedFunction(lambda, tasks).call(event));
        }
        return Map.of();
    }
}
