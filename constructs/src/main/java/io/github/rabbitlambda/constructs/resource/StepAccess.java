package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.services.lambda.IFunction;
import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import io.github.rabbitlambda.constructs.operation.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * What the steps may do with functions that are made after the steps' own role.
 */
public final class StepAccess {
    private static final String MAPPINGS = "event-source-mapping:*";

    private StepAccess() {}

    /** A condition holds it to the listener's mappings, so it exists before any of them. */
    public static Policy onMappings(Construct scope, Steps steps, IFunction listener, boolean deletes) {
        String function = listener.getFunctionArn();
        List<String> actions = new ArrayList<>(List.of("lambda:GetEventSourceMapping"));
        if (deletes) {
            actions.add("lambda:DeleteEventSourceMapping");
        }
        PolicyStatement statement = FunctionRole.allow(actions, FunctionRole.arn("lambda", MAPPINGS));
        statement.addCondition("ArnLike", Map.of("lambda:FunctionArn", List.of(function, function + ":*")));
        Policy policy = policy(scope, "StepsOnMappings", steps, statement);
        Acknowledgements.addForArn(policy, "lambda", MAPPINGS,
                "Leftover mappings have ids that nobody knows; the condition holds it to this listener's.");
        return policy;
    }

    public static Policy onTasks(Construct scope, Steps steps, BrokerTasks tasks) {
        return policy(scope, "StepsOnTasks", steps,
                FunctionRole.allow("lambda:InvokeFunction", tasks.function().getFunctionArn()));
    }

    private static Policy policy(Construct scope, String id, Steps steps, PolicyStatement statement) {
        return Policy.Builder.create(scope, id).roles(List.of(steps.role())).statements(List.of(statement)).build();
    }
}
