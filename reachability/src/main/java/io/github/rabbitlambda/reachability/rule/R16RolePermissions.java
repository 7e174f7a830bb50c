package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.fix.PermissionFix;
import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Call;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Decision;
import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.iam.Statement;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Whether the function's role may do what the mapping does in its name. */
final class R16RolePermissions {
    static final Rule RULE = new Rule("R16",
            "The role trusts lambda.amazonaws.com and may call `mq:DescribeBroker`, `secretsmanager:GetSecretValue`, `kms:Decrypt` if the secret has a key of its own, and, for a private broker, the six EC2 actions on interfaces. Deny, NotAction, boundaries and the policies of the secret and its key count.",
            Rule.GUIDE);

    private static final String TRUST = "AssumeRolePolicyDocument";

    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final Optional<Broker> broker;
    private final Report report;

    /**
     * @param broker the mapping's broker, if these templates hold it
     */
    R16RolePermissions(Deployment deployment, EventSourceMapping mapping, Optional<Broker> broker, Report report) {
        this.deployment = deployment;
        this.mapping = mapping;
        this.broker = broker;
        this.report = report;
    }

    void check() {
        Optional<ResolvedResource> role = mapping.role();
        if (role.isEmpty()) {
            report.unknown(RULE, "the role of " + mapping.subject().replaceFirst("^M", "m"), mapping.unseenRole());
            return;
        }
        trust(role.get());
        Grants grants = new Grants(deployment, role.get());
        broker.ifPresent(found -> require(role.get(), "mq:DescribeBroker", grants, found.resource().arn()));
        Value secret = mapping.secretArn();
        if (!secret.isMissing()) {
            new SecretPermission(deployment, mapping, role.get(), grants).require(RULE, report);
            new DecryptPermission(deployment, role.get(), grants, mapping).require(RULE, report);
        }
        broker.ifPresent(found -> interfaces(role.get(), grants, found));
    }

    private void trust(ResolvedResource role) {
        List<Statement> statements = Statement.read(role.get(TRUST), role.present());
        Value function = mapping.function().map(ResolvedResource::arn).orElse(Call.SOME);
        Call assume = new Call(new Caller.LambdaFor(function), "sts:AssumeRole", Value.MISSING);
        report.require(RULE, Decision.of(statements, assume, new Arns(deployment)).permits(),
                "the trust policy of `" + role.id() + "`", () -> new Failure(mapping.subject()
                        + " cannot assume its role: role `" + role.id()
                        + "` does not trust lambda.amazonaws.com. Allow sts:AssumeRole for that service in its AssumeRolePolicyDocument"
                        + (canAppend(role, statements) ? "." : ", and let no Deny take it back."),
                        letTrust(role, statements)));
    }

    private static List<Fix> letTrust(ResolvedResource role, List<Statement> statements) {
        Repair repair = new Repair(role.template(), "Let " + role.id() + " trust Lambda");
        Tree statement = Tree.mapping("Effect", "Allow", "Principal",
                Tree.mapping("Service", "lambda.amazonaws.com"), "Action", "sts:AssumeRole");
        return (canAppend(role, statements)
                ? repair.append(role, statement, "Properties", TRUST, "Statement")
                : repair.set(role, TRUST,
                        Tree.mapping("Version", "2012-10-17", "Statement", List.of(statement))))
                .fixes();
    }

    // A further statement is of no use beside a Deny, and can't be added to what isn't written as a list.
    private static boolean canAppend(ResolvedResource role, List<Statement> statements) {
        return statements.stream().allMatch(Statement::isAllow) && role.declared().properties().asMapping()
                .entry(TRUST).flatMap(document -> document.asMapping().entry("Statement"))
                .filter(list -> list.asMapping().entries().keySet().stream().noneMatch(key -> key.startsWith("Fn::")))
                .isPresent();
    }

    private void require(ResolvedResource role, String action, Grants grants, Value resource) {
        Answer allowed = grants.allow(action, resource);
        report.require(RULE, allowed, "permissions of role `" + role.id() + "` (" + action + ")",
                () -> NotAllowed.of(mapping, role, List.of(action), resource,
                        new PermissionFix(deployment, role, grants)));
    }

    private void interfaces(ResolvedResource role, Grants grants, Broker broker) {
        InterfacePermissions permissions = new InterfacePermissions(deployment, broker, role, grants);
        String missing = String.join(", ", permissions.missing());
        if (!broker.isPublic().isYes()) {
            report.require(RULE, broker.isPublic().or(permissions.all()),
                    "permissions of role `" + role.id() + "` (" + String.join(", ", permissions.actions()) + ")",
                    () -> NotAllowed.of(mapping, role, permissions.uncertain(), Call.EVERYTHING,
                            new PermissionFix(deployment, role, grants)));
        } else if (!missing.isEmpty()) {
            report.warn(RULE, "Role `" + role.id() + "` lacks " + missing
                    + ": AWS lists them for every Amazon MQ mapping; whether a public broker's mapping needs them is not documented.");
        }
    }
}
