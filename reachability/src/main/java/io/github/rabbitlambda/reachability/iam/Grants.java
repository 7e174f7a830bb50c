package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * What a role may do: by its own policies or by those of a resource, as far as its boundary lets it, and unless one of them
 * denies it (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html).
 */
public final class Grants {
    private final Deployment deployment;
    private final ResolvedResource role;
    private final Arns arns;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Value> unseen = new ArrayList<>();
    private final Boundary boundary;

    public Grants(Deployment deployment, ResolvedResource role) {
        this.deployment = deployment;
        this.role = role;
        this.arns = new Arns(deployment);
        this.boundary = new Boundary(deployment, role);
        role.items("Policies").forEach(this::inline);
        role.items("ManagedPolicyArns").forEach(this::managed);
        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
                .flatMap(type -> deployment.ofType(type).stream()).forEach(this::attached);
    }

    private void inline(Value policy) {
        statements.addAll(Statement.read(policy instanceof Value.Fields fields ? fields.get("PolicyDocument") : policy,
                role.present()));
    }

    // In place of an ARN, SAM takes a policy.
    private void managed(Value arn) {
        Optional<ResolvedResource> own = deployment.find(arn, "AWS::IAM::ManagedPolicy");
        if (own.isPresent()) {
            statements.addAll(Statement.read(own.get().get("PolicyDocument"), own.get().present()));
        } else if (arn instanceof Value.Fields policy) {
            statements.addAll(Statement.read(policy, role.present()));
        } else {
            ManagedPolicies.name(arn.show()).flatMap(name -> ManagedPolicies.statement(name, role.present()))
                    .ifPresentOrElse(statements::add, () -> unseen.add(arn));
        }
    }

    private void attached(ResolvedResource policy) {
        List<Value> roles = policy.type().equals("AWS::IAM::RolePolicy")
                ? List.of(policy.get("RoleName"))
                : policy.items("Roles");
        Answer mine = Answer.any(roles.stream().map(name -> name.sameAs(role.ref())
                .or(role.get("RoleName").isMissing() ? Answer.NO : name.sameAs(role.get("RoleName")))).toList());
        Answer present = policy.presentAnd(mine);
        if (!present.isNo() && !isListed(policy)) {
            statements.addAll(Statement.read(policy.get("PolicyDocument"), present));
        }
    }

    private boolean isListed(ResolvedResource policy) {
        return role.items("ManagedPolicyArns").stream().anyMatch(arn -> arn.key().equals(policy.ref().key()));
    }

    /** Whether an action is allowed on one resource. */
    public Answer allow(String action, Value resource) {
        return allow(action, resource, ResourcePolicy.NONE);
    }

    /** Whether an action is allowed that cannot be scoped to resources, so that it needs {@code "Resource": "*"}. */
    public Answer allowEverywhere(String action) {
        return allow(action, Call.EVERYTHING);
    }

    /** Whether an action is allowed on one resource that has a policy of its own. */
    public Answer allow(String action, Value resource, ResourcePolicy policy) {
        Call call = call(action, resource);
        Decision limits = boundary.decision(call, arns);
        Answer byRole = Answer.all(List.of(policy.delegates(call, arns), allowed(call), limits.allowed()));
        Answer byResource = policy.grants(call, arns).and(limits.allowed().or(boundary.doubt()));
        return byRole.or(byResource).and(spared(call, policy));
    }

    /** Whether an Allow of the role's policies covers an action on one resource, whatever a Deny or its boundary says. */
    public Answer grant(String action, Value resource) {
        return allowed(call(action, resource));
    }

    /** Whether the role's permissions boundary, if it has one, allows an action on one resource. */
    public Answer isWithinBoundary(String action, Value resource) {
        return boundary.decision(call(action, resource), arns).allowed();
    }

    /** Whether nothing denies an action on a resource. */
    public Answer spare(String action, Value resource) {
        return spared(call(action, resource), ResourcePolicy.NONE);
    }

    /** Whether a Deny forbids the action on a resource for certain, so that no further grant helps. */
    public boolean forbids(String action, Value resource, ResourcePolicy policy) {
        return spared(call(action, resource), policy).isNo();
    }

    private Call call(String action, Value resource) {
        return new Call(new Caller.Holder(role.arn()), action, resource);
    }

    private Answer allowed(Call call) {
        Answer seen = Decision.of(statements, call, arns).allowed();
        return unseen.isEmpty()
                ? seen
                : seen.or(Answer.any(unseen.stream().map(Grants::mayAllow).toList()));
    }

    private static Answer mayAllow(Value policy) {
        Answer listed = UnseenValue.assume(policy, "");
        return listed.isMaybe()
                ? listed
                : Answer.maybe("the managed policy `" + policy.show() + "`",
                        "declare the policy in a template that is checked too, or write the actions in the role's own policy");
    }

    private Answer spared(Call call, ResourcePolicy policy) {
        List<Answer> answers = new ArrayList<>(unseen.stream().map(arn -> UnseenValue.assume(arn,
                "the managed policy `" + arn.show() + "`, which can't be seen, denies nothing that the mapping needs"))
                .toList());
        answers.add(Decision.of(statements, call, arns).spared());
        answers.add(policy.spares(call, arns));
        answers.add(boundary.decision(call, arns).spared());
        return Answer.all(answers);
    }
}
