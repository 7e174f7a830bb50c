package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.lambda.IFunction;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.RotationActions;
import io.github.rabbitlambda.constructs.operation.Steps;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.iam.Policy;
import software.constructs.Construct;

/**
 * What the steps and the rotation may do with functions that are made after their own roles.
 */
public final class StepAccess {
    private StepAccess() {}

    /** A condition holds it to the listener's mappings, so it exists before any of them. */
    public static Policy onMappings(Construct scope, Steps steps, IFunction listener, boolean deletes) {
        List<String> actions = new ArrayList<>(List.of("lambda:GetEventSourceMapping"));
        if (deletes) {
            actions.add("lambda:DeleteEventSourceMapping");
        }
        return MappingPolicy.create(scope, "StepsOnMappings", steps.role(), listener, actions);
    }

    /** With it a rotation disables and enables the mappings that do not read after it. */
    public static Policy ofRotation(Construct scope, BrokerTasks tasks, IFunction listener) {
        return MappingPolicy.create(scope, "RotationOnMappings", tasks.role(), listener,
                List.of(RotationActions.UPDATE_MAPPING));
    }

    public static Policy onTasks(Construct scope, Steps steps, BrokerTasks tasks) {
        return Policy.Builder.create(scope, "StepsOnTasks").roles(List.of(steps.role()))
                .statements(List.of(
                        FunctionRole.allow("lambda:InvokeFunction", tasks.function().getFunctionArn())))
                .build();
    }
}
