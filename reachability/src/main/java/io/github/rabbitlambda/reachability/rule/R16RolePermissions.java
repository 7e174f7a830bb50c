package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.Caller;
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
            "The role trusts lambda.amazonaws.com and may call `mq:DescribeBroker`, `secretsmanager:GetSecretValue`, `kms:Decrypt` if the secret has a key of its own, and, for a private broker, the six EC2 actions on interfaces. Deny, NotAction and boundaries count.",
            Rule.GUIDE);

    private static final Value EVERYWHERE = new Value.Text("*");

    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final Broker broker;
    private final Report report;

    R16RolePermissions(Deployment deployment, EventSourceMapping mapping, Broker broker, Report report) {
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
        require(role.get(), "mq:DescribeBroker", grants, broker.resource().arn());
        Value secret = mapping.secretArn();
        if (!secret.isMissing()) {
            require(role.get(), "secretsmanager:GetSecretValue", grants, secret);
            new DecryptPermission(deployment, role.get(), grants, mapping).require(RULE, report);
        }
        interfaces(role.get(), grants);
    }

    private void trust(ResolvedResource role) {
        List<Statement> statements = Statement.read(role.get("AssumeRolePolicyDocument"), Answer.YES);
        Answer trusted = Answer.any(trusting(statements, false)).and(Answer.any(trusting(statements, true)).not());
        report.require(RULE, trusted, "the trust policy of `" + role.id() + "`", () -> new Failure(mapping.subject()
                + " cannot assume its role: role `" + role.id()
                + "` does not trust lambda.amazonaws.com. Allow sts:AssumeRole for that service in its AssumeRolePolicyDocument.",
                new Repair(role.template(), "Let " + role.id() + " trust Lambda").append(role,
                        Tree.mapping("Effect", "Allow", "Principal",
                                Tree.mapping("Service", "lambda.amazonaws.com"), "Action", "sts:AssumeRole"),
                        "Properties", "AssumeRolePolicyDocument", "Statement").fixes()));
    }

    private static List<Answer> trusting(List<Statement> statements, boolean deny) {
        Caller lambda = new Caller.LambdaService();
        return statements.stream().filter(statement -> statement.isDeny() == deny)
                .map(statement -> Answer
                        .all(List.of(statement.matchesAction("sts:AssumeRole"), statement.appliesTo(lambda))))
                .toList();
    }

    private void require(ResolvedResource role, String action, Grants grants, Value resource) {
        Answer allowed = grants.allow(action, resource);
        report.require(RULE, allowed, "permissions of role `" + role.id() + "` (" + action + ")",
                () -> notAllowed(role, List.of(action), resource, new PermissionFix(deployment, role, grants).allow(
                        List.of(action), resource, policyName(action))));
    }

    private void interfaces(ResolvedResource role, Grants grants) {
        InterfacePermissions permissions = new InterfacePermissions(deployment, broker, grants);
        String missing = String.join(", ", permissions.missing());
        if (!broker.isPublic().isYes()) {
            report.require(RULE, permissions.all(),
                    "permissions of role `" + role.id() + "` (" + String.join(", ", permissions.actions()) + ")",
                    () -> notAllowed(role, permissions.missing(), EVERYWHERE,
                            new PermissionFix(deployment, role, grants).allow(permissions.uncertain(), EVERYWHERE,
                                    policyName(permissions.uncertain().getFirst()))));
        } else if (!missing.isEmpty()) {
            report.warn(RULE, "Role `" + role.id() + "` lacks " + missing
                    + ": AWS lists them for every Amazon MQ mapping; whether a public broker's mapping needs them is not documented.");
        }
    }

    private static String policyName(String action) {
        return "EventSourceMapping" + action.replaceAll(".*:", "");
    }

    private Failure notAllowed(ResolvedResource role, List<String> actions, Value resource, List<Fix> fixes) {
        return new Failure(mapping.subject() + " cannot work: its role `" + role.id() + "` is not allowed "
                + String.join(", ", actions) + " on " + resource.show()
                + ". Allow it in a policy of the role, and let no Deny or boundary take it back.", fixes);
    }
}
