package io.github.rabbitlambda.reachability.fix;

import java.util.List;

import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Lets a role do something: adds to its policies, to its permissions boundary, or to both, what each of them lacks. */
public record PermissionFix(Deployment deployment, ResolvedResource role, Grants grants) {
    private static final String BOUNDARY = "PermissionsBoundary";

    /**
     * @param policy the name of the inline policy that is added
     */
    public List<Fix> allow(List<String> actions, Value resource, String policy) {
        Repair repair = new Repair(role.template(), "Let " + role.id() + " do " + String.join(", ", actions));
        Tree target = repair.expression(resource);
        List<String> notGranted = actions.stream().filter(action -> !grants.grant(action, resource).isYes()).toList();
        if (!notGranted.isEmpty()) {
            repair.policy(role, policy, statement(notGranted, target));
        }
        List<String> outside = actions.stream().filter(action -> !grants.isWithinBoundary(action, resource).isYes())
                .toList();
        if (!outside.isEmpty()) {
            deployment.find(role.get(BOUNDARY), "AWS::IAM::ManagedPolicy").ifPresentOrElse(
                    boundary -> repair.append(boundary, statement(outside, target), "Properties", "PolicyDocument",
                            "Statement"),
                    () -> repair.possibleOnlyIf(false));
        }
        return repair.fixes();
    }

    private static Tree statement(List<String> actions, Tree resource) {
        return Tree.mapping("Effect", "Allow", "Action", actions, "Resource", resource);
    }
}
