package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** What the identity policies of a role allow. */
public final class Grants {
    private static final Caller HOLDER = new Caller.Holder();

    private final Deployment deployment;
    private final ResolvedResource role;
    private final Arns arns;
    private final List<Statement> statements = new ArrayList<>();
    private final List<UnknownReason> unseen = new ArrayList<>();

    public Grants(Deployment deployment, ResolvedResource role) {
        this.deployment = deployment;
        this.role = role;
        this.arns = new Arns(deployment);
        role.items("Policies").forEach(this::inline);
        role.items("ManagedPolicyArns").forEach(this::managed);
        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
                .flatMap(type -> deployment.ofType(type).stream()).forEach(this::attached);
    }

    private void inline(Value policy) {
        if (policy instanceof Value.Fields fields) {
            statements.addAll(Statement.read(fields.get("PolicyDocument"), role.present()));
        } else {
            unseen.add(policy.unknownReason());
        }
    }

    private void managed(Value arn) {
        Optional<ResolvedResource> own = deployment.find(arn, "AWS::IAM::ManagedPolicy");
        if (own.isPresent()) {
            statements.addAll(Statement.read(own.get().get("PolicyDocument"), own.get().present()));
            return;
        }
        Optional<String> name = ManagedPolicies.name(arn.show());
        Optional<Statement> known = name.flatMap(found -> ManagedPolicies.statement(found, role.present()));
        known.ifPresentOrElse(statements::add, () -> unseen.add(UnknownReason.of(
                "the managed policy `" + arn.show() + "`",
                "declare the policy in a template that is checked too, or write the actions in the role's own policy")));
    }

    private void attached(ResolvedResource policy) {
        List<Value> roles = policy.type().equals("AWS::IAM::RolePolicy")
                ? List.of(policy.get("RoleName"))
                : policy.items("Roles");
        Answer mine = Answer.any(roles.stream().map(name -> name.sameAs(role.ref())
                .or(role.get("RoleName").isMissing() ? Answer.NO : name.sameAs(role.get("RoleName")))).toList());
        Answer present = policy.present().and(mine);
        if (!present.isNo() && !isListed(policy)) {
            statements.addAll(Statement.read(policy.get("PolicyDocument"), present));
        }
    }

    private boolean isListed(ResolvedResource policy) {
        return role.items("ManagedPolicyArns").stream().anyMatch(arn -> arn.key().equals(policy.ref().key()));
    }

    /** Whether an action is allowed on one resource. */
    public Answer allow(String action, Value resource) {
        return decide(action, statement -> statement.matchesResource(resource, arns));
    }

    /** Whether an action is allowed that cannot be scoped to resources, so that it needs {@code "Resource": "*"}. */
    public Answer allowEverywhere(String action) {
        return decide(action, Statement::coversEverything);
    }

    /** Whether an Allow of the role's policies covers an action on one resource, whatever a Deny or its boundary says. */
    public Answer grant(String action, Value resource) {
        return any(statements, false, action, statement -> statement.matchesResource(resource, arns));
    }

    /** Whether the role's permissions boundary, if it has one, lets an action on one resource pass. */
    public Answer isWithinBoundary(String action, Value resource) {
        return bounded(action, statement -> statement.matchesResource(resource, arns));
    }

    /** Whether some Deny forbids an action on some resource; on which resources isn't evaluated. */
    public Answer deniesSome(String action) {
        Answer denied = any(statements, true, action, statement -> Answer.YES);
        return denied.isNo()
                ? Answer.NO
                : Answer.maybe("on which resources a Deny of role `" + role.id() + "` forbids " + action,
                        "remove the Deny or limit it to other actions");
    }

    private Answer decide(String action, Function<Statement, Answer> covers) {
        Answer allowed = any(statements, false, action, covers);
        if (allowed.isNo() && !unseen.isEmpty()) {
            allowed = new Answer(Answer.Truth.MAYBE, List.copyOf(unseen), List.of());
        }
        Answer denied = any(statements, true, action, covers);
        return Answer.all(List.of(allowed, denied.not(), bounded(action, covers)));
    }

    private static Answer any(List<Statement> statements, boolean deny, String action,
            Function<Statement, Answer> covers) {
        return Answer.any(statements.stream().filter(statement -> statement.isDeny() == deny)
                .map(statement -> Answer.all(List.of(statement.present(),
                        statement.matchesAction(action), covers.apply(statement), statement.appliesTo(HOLDER))))
                .toList());
    }

    private Answer bounded(String action, Function<Statement, Answer> covers) {
        Value boundary = role.get("PermissionsBoundary");
        if (boundary.isMissing()) {
            return Answer.YES;
        }
        List<Statement> limits = new ArrayList<>();
        deployment.find(boundary, "AWS::IAM::ManagedPolicy")
                .ifPresent(own -> limits.addAll(Statement.read(own.get("PolicyDocument"), own.present())));
        ManagedPolicies.name(boundary.show()).flatMap(name -> ManagedPolicies.statement(name, Answer.YES))
                .ifPresent(limits::add);
        if (limits.isEmpty()) {
            return Answer.maybe("the permissions boundary `" + boundary.show() + "`",
                    "declare it in a template that is checked too");
        }
        return any(limits, false, action, covers).and(any(limits, true, action, covers).not());
    }
}
