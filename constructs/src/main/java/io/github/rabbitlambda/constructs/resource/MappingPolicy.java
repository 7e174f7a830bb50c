package io.github.rabbitlambda.constructs.resource;

import io.github.rabbitlambda.constructs.operation.Acknowledgements;
import io.github.rabbitlambda.constructs.operation.FunctionRole;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * A policy on the mappings of one function. A condition names the function, so the policy exists before any mapping.
 */
final class MappingPolicy {
    private static final String MAPPINGS = "event-source-mapping:*";

    private MappingPolicy() {}

    static Policy create(Construct scope, String id, IRole role, IFunction listener, List<String> actions) {
        String function = listener.getFunctionArn();
        PolicyStatement statement = FunctionRole.allow(actions, FunctionRole.arn("lambda", MAPPINGS));
        statement.addCondition("ArnLike", Map.of("lambda:FunctionArn", List.of(function, function + ":*")));
        Policy policy = Policy.Builder.create(scope, id).roles(List.of(role)).statements(List.of(statement)).build();
        Acknowledgements.addForArn(policy, "lambda", MAPPINGS,
                "Mappings have ids that nobody knows before; the condition holds it to this listener's.");
        return policy;
    }
}
