package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.iam.ResourcePolicy;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/** The failure of a role that lacks actions. A further policy is no fix where a Deny or the boundary forbids them. */
final class NotAllowed {
    private NotAllowed() {}

    static Failure of(EventSourceMapping mapping, ResolvedResource role, Grants grants, List<String> actions,
            Value resource) {
        boolean forbidden = actions.stream()
                .anyMatch(action -> grants.forbids(action, resource, ResourcePolicy.NONE));
        Repair repair = new Repair(role.template(), "Let " + role.id() + " do " + String.join(", ", actions));
        Tree statement = Tree.mapping("Effect", "Allow", "Action", actions, "Resource", repair.expression(resource));
        repair.policy(role, "EventSourceMapping" + actions.getFirst().replaceAll(".*:", ""), statement);
        return new Failure(mapping.subject() + " cannot work: its role `" + role.id() + "` is not allowed "
                + String.join(", ", actions) + " on " + resource.show()
                + ". Allow it in a policy of the role, and let no Deny or boundary take it back.",
                forbidden ? List.of() : repair.fixes());
    }
}
