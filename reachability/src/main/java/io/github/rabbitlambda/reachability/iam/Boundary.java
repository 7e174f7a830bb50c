package io.github.rabbitlambda.reachability.iam;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** The permissions boundary of a role, if it has one. */
record Boundary(Deployment deployment, ResolvedResource role) {
    private static final Decision UNLIMITED = new Decision(Answer.YES, Answer.YES);

    Decision decision(Call call, Arns arns) {
        Value policy = role.get("PermissionsBoundary");
        return policy instanceof Value.Missing
                ? UNLIMITED
                : statements(policy).map(statements -> Decision.of(statements, call, arns))
                        .orElseGet(() -> Decision.unknown(unseen(policy)));
    }

    /** Why a grant by a resource may pass a boundary that doesn't allow it: sessions may be granted what their role isn't. */
    Answer doubt() {
        return role.get("PermissionsBoundary") instanceof Value.Missing
                ? Answer.YES
                : Answer.maybe("whether the permissions boundary limits what the policy of a resource grants",
                        "let the boundary allow it");
    }

    private Optional<List<Statement>> statements(Value policy) {
        return deployment.find(policy, "AWS::IAM::ManagedPolicy")
                .map(own -> Statement.read(own.get("PolicyDocument"), own.present()))
                .or(() -> ManagedPolicies.name(policy.show())
                        .flatMap(name -> ManagedPolicies.statement(name, Answer.YES)).map(List::of));
    }

    private static UnknownReason unseen(Value policy) {
        return new UnknownReason("the permissions boundary `" + policy.show() + "`",
                "declare it in a template that is checked too",
                policy instanceof Value.Opaque ? policy.unknownReason().openParameters() : List.of());
    }
}
