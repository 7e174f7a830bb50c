package io.github.rabbitlambda.operations;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;

/**
 * A custom resource of a stack, as the CDK's Provider framework calls it: {@link #begin} once, then {@link #progress}
 * again and again until it is complete. {@link Steps} calls it, and answers what all steps answer alike: the resource's
 * id and the time when the step began.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html">Provider framework</a>
 */
public interface DeploymentStep {
    /** The answer of a step that has nothing left to do. */
    Map<String, Object> COMPLETE = Map.of("IsComplete", true);
    /** The answer of a step that has to be asked later. */
    Map<String, Object> INCOMPLETE = Map.of("IsComplete", false);

    /** The resource's id in CloudFormation, when the step is created or its update asks for another id. */
    String physicalId(Map<String, Object> event);

    /**
     * Starts the step. The framework hands what this returns to each call of {@link #progress}, within the event.
     *
     * @throws OperationFailedException
     *             ends the step at once
     */
    default Map<String, Object> begin(Map<String, Object> event, Context context) {
        return Map.of();
    }

    /**
     * Returns {@code IsComplete}, and {@code Data} if the step is complete and has results.
     *
     * @throws CannotSucceedException
     *             ends the step at once: waiting does not help
     * @throws OperationFailedException
     *             one call has failed, which counts as incomplete until the step's deadline is over
     */
    default Map<String, Object> progress(Map<String, Object> event, Context context) {
        return COMPLETE;
    }

    static boolean isDelete(Map<String, Object> event) {
        return "Delete".equals(event.get("RequestType"));
    }

    /** Whether the event asks for the progress of a step. */
    static boolean hasBegun(Map<String, Object> event) {
        return event.containsKey(Steps.STARTED_AT);
    }

    static boolean isUpdate(Map<String, Object> event) {
        return "Update".equals(event.get("RequestType"));
    }
}
