package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Statement;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * R14: whether an endpoint's policy lets the mapping's calls pass
 * (https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html).
 */
final class EndpointPolicy {
    private final Deployment deployment;
    private final String subject;
    private final Optional<Value> role;
    private final Value secret;
    private final Report report;

    /**
     * @param role the ARN of the function's role, if there is a function yet
     * @param secret the mapping's secret, missing if there is no mapping yet
     */
    EndpointPolicy(Deployment deployment, String subject, Optional<Value> role, Value secret, Report report) {
        this.deployment = deployment;
        this.subject = subject;
        this.role = role;
        this.secret = secret;
        this.report = report;
    }

    /** The same check with its findings in another report. */
    EndpointPolicy into(Report other) {
        return new EndpointPolicy(deployment, subject, role, secret, other);
    }

    void check(Endpoint endpoint, Service service) {
        Value document = endpoint.resource().get("PolicyDocument");
        if (document.isMissing()) {
            return;
        }
        List<Statement> statements = Statement.of(document, Answer.YES);
        boolean unread = secret.isMissing() || role.isEmpty();
        Answer answer = switch (service) {
            case STS -> asService(statements, "sts:AssumeRole");
            case LAMBDA -> asService(statements, "lambda:InvokeFunction");
            case SECRETS_MANAGER -> unread ? asUnknown(statements) : asRole(statements);
        };
        report.require("R14", answer, "policy of endpoint `" + endpoint.id() + "`",
                () -> refused(endpoint, service, statements));
    }

    private Answer asService(List<Statement> statements, String action) {
        Caller lambda = new Caller.LambdaService();
        List<Answer> allows = statements.stream().filter(statement -> !statement.isDeny())
                .map(statement -> Answer.all(List.of(statement.present(), statement.matchesAction(action),
                        statement.coversEverything(), statement.appliesTo(lambda))))
                .toList();
        return Answer.any(allows).and(denied(statements, action, lambda).not());
    }

    private static Answer denied(List<Statement> statements, String action, Caller caller) {
        return Answer.any(statements.stream().filter(Statement::isDeny).map(statement -> {
            Answer applies = Answer
                    .all(List.of(statement.present(), statement.matchesAction(action), statement.appliesTo(caller)));
            return statement.coversEverything().isYes() || applies.isNo()
                    ? applies
                    : Answer.maybe("the resources of a Deny in an endpoint policy", "remove the Deny");
        }).toList());
    }

    private Answer asRole(List<Statement> statements) {
        Arns arns = new Arns(deployment);
        Caller caller = new Caller.Role(role.orElseThrow(), arns);
        String action = "secretsmanager:GetSecretValue";
        Answer allowed = Answer.any(matching(statements, false, action, caller, arns));
        return allowed.and(Answer.any(matching(statements, true, action, caller, arns)).not());
    }

    private List<Answer> matching(List<Statement> statements, boolean deny, String action, Caller caller, Arns arns) {
        return statements.stream().filter(statement -> statement.isDeny() == deny)
                .map(statement -> Answer.all(List.of(statement.present(),
                        statement.matchesAction(action), statement.matchesResource(secret, arns),
                        statement.appliesTo(caller))))
                .toList();
    }

    private static Answer asUnknown(List<Statement> statements) {
        boolean open = statements.stream()
                .anyMatch(statement -> !statement.isDeny() && statement.fields().get("Principal").show().equals("*")
                        && statement.matchesAction("secretsmanager:GetSecretValue").isYes()
                        && statement.coversEverything().isYes() && statement.fields().get("Condition").isMissing())
                && statements.stream().noneMatch(Statement::isDeny);
        return open
                ? Answer.YES
                : Answer.maybe("the role and secret that the endpoint policy would have to name",
                        "add the mapping to the template");
    }

    private Failure refused(Endpoint endpoint, Service service, List<Statement> statements) {
        String needed = switch (service) {
            case STS -> "sts:AssumeRole by lambda.amazonaws.com on Resource \"*\"";
            case LAMBDA -> "lambda:InvokeFunction by lambda.amazonaws.com on Resource \"*\"";
            case SECRETS_MANAGER -> "secretsmanager:GetSecretValue by the function's role on the secret";
        };
        return new Failure(subject + " cannot " + service.purpose() + ": the policy of endpoint `" + endpoint.id()
                + "` does not allow " + needed
                + ". Add a statement that allows it"
                + (statements.stream().anyMatch(Statement::isDeny) ? " and no Deny that takes it back" : "") + ".",
                fix(endpoint, service, statements));
    }

    private List<Fix> fix(Endpoint endpoint, Service service, List<Statement> statements) {
        Repair repair = new Repair(endpoint.resource().template(),
                "Let the policy of " + endpoint.id() + " pass " + service.title());
        Tree statement = switch (service) {
            case STS -> allow(Tree.mapping("Service", "lambda.amazonaws.com"), "sts:AssumeRole", Tree.text("*"));
            case LAMBDA ->
                allow(Tree.mapping("Service", "lambda.amazonaws.com"), "lambda:InvokeFunction", Tree.text("*"));
            case SECRETS_MANAGER -> allow(Tree.mapping("AWS", repair.expression(role.orElse(Value.MISSING))),
                    "secretsmanager:GetSecretValue", repair.expression(secret));
        };
        if (statements.stream().anyMatch(Statement::isDeny)
                || !(endpoint.resource().get("PolicyDocument") instanceof Value.Fields)) {
            repair.set(endpoint.resource(), "PolicyDocument",
                    Tree.mapping("Version", "2012-10-17", "Statement", List.of(statement)));
        } else {
            repair.append(endpoint.resource(), statement, "Properties", "PolicyDocument", "Statement");
        }
        return repair.done();
    }

    private static Tree allow(Tree principal, String action, Tree resource) {
        return Tree.mapping("Effect", "Allow", "Principal", principal, "Action", action, "Resource", resource);
    }
}
