package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.fix.PermissionFix;
import io.github.rabbitlambda.reachability.iam.ResourcePolicy;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/** The failure of a role that lacks actions. A further policy is no fix where a Deny or the boundary forbids them. */
final class NotAllowed {
    private NotAllowed() {}

    static Failure of(EventSourceMapping mapping, ResolvedResource role, List<String> actions, Value resource,
            PermissionFix fix) {
        boolean forbidden = actions.stream()
                .anyMatch(action -> fix.grants().forbids(action, resource, ResourcePolicy.NONE));
        return new Failure(mapping.subject() + " cannot work: its role `" + role.id() + "` is not allowed "
                + String.join(", ", actions) + " on " + resource.show()
                + ". Allow it in a policy of the role, and let no Deny or boundary take it back.",
                forbidden
                        ? List.of()
                        : fix.allow(actions, resource,
                                "EventSourceMapping" + actions.getFirst().replaceAll(".*:", "")));
    }
}
