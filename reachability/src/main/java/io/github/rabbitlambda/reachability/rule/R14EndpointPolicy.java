package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Statement;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Whether an endpoint's policy lets the mapping's calls pass: of the Lambda service, and of the function's role. */
final class R14EndpointPolicy {
    static final Rule RULE = new Rule("R14",
            "The endpoint's policy, if it has one, lets lambda.amazonaws.com call `sts:AssumeRole` and `lambda:InvokeFunction` on `*`, and lets the function's role read the secret.",
            Rule.GUIDE);
    private static final String ASSUME = "sts:AssumeRole";
    private static final String INVOKE = "lambda:InvokeFunction";
    private static final String READ = "secretsmanager:GetSecretValue";
    private static final String DOCUMENT = "PolicyDocument";

    private final Deployment deployment;
    private final String subject;
    private final Optional<Value> role;
    private final Value secret;
    private final Report report;

    /**
     * @param role the ARN of the function's role, if there is a function yet
     * @param secret the mapping's secret, missing if there is no mapping yet
     */
    R14EndpointPolicy(Deployment deployment, String subject, Optional<Value> role, Value secret, Report report) {
        this.deployment = deployment;
        this.subject = subject;
        this.role = role;
        this.secret = secret;
        this.report = report;
    }

    /** The same rule with its findings in another report. */
    R14EndpointPolicy into(Report other) {
        return new R14EndpointPolicy(deployment, subject, role, secret, other);
    }

    void require(Endpoint endpoint, Service service) {
        Value document = endpoint.resource().get(DOCUMENT);
        if (document.isMissing()) {
            return;
        }
        List<Statement> statements = Statement.read(document, Answer.YES);
        Answer answer = switch (service) {
            case STS -> allowsService(statements, ASSUME);
            case LAMBDA -> allowsService(statements, INVOKE);
            case SECRETS_MANAGER -> secret.isMissing() || role.isEmpty()
                    ? allowsAnybody(statements)
                    : allowsRole(statements, role.get());
        };
        report.require(RULE, answer, "policy of endpoint `" + endpoint.id() + "`",
                () -> refused(endpoint, service, statements));
    }

    private static Answer allowsService(List<Statement> statements, String action) {
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

    private Answer allowsRole(List<Statement> statements, Value arn) {
        Arns arns = new Arns(deployment);
        Caller caller = new Caller.Role(arn, arns);
        Answer allowed = Answer.any(matching(statements, false, caller, arns));
        return allowed.and(Answer.any(matching(statements, true, caller, arns)).not());
    }

    private List<Answer> matching(List<Statement> statements, boolean deny, Caller caller, Arns arns) {
        return statements.stream().filter(statement -> statement.isDeny() == deny)
                .map(statement -> Answer.all(List.of(statement.present(), statement.matchesAction(READ),
                        statement.matchesResource(secret, arns), statement.appliesTo(caller))))
                .toList();
    }

    private static Answer allowsAnybody(List<Statement> statements) {
        boolean open = statements.stream()
                .anyMatch(statement -> !statement.isDeny() && statement.fields().get("Principal").show().equals("*")
                        && statement.matchesAction(READ).isYes() && statement.coversEverything().isYes()
                        && statement.fields().get("Condition").isMissing())
                && statements.stream().noneMatch(Statement::isDeny);
        return open
                ? Answer.YES
                : Answer.maybe("the role and secret that the endpoint policy would have to name",
                        "add the mapping to the template");
    }

    private Failure refused(Endpoint endpoint, Service service, List<Statement> statements) {
        String needed = switch (service) {
            case STS -> ASSUME + " by lambda.amazonaws.com on Resource \"*\"";
            case LAMBDA -> INVOKE + " by lambda.amazonaws.com on Resource \"*\"";
            case SECRETS_MANAGER -> READ + " by the function's role on the secret";
        };
        boolean denies = statements.stream().anyMatch(Statement::isDeny);
        return new Failure(subject + " cannot " + service.purpose() + ": the policy of endpoint `" + endpoint.id()
                + "` does not allow " + needed + ". Add a statement that allows it"
                + (denies ? " and no Deny that takes it back" : "") + ".", allow(endpoint, service, denies))
                .breaking(List.of(service.title()), endpoint.id());
    }

    private List<Fix> allow(Endpoint endpoint, Service service, boolean denies) {
        Repair repair = new Repair(endpoint.resource().template(),
                "Let the policy of " + endpoint.id() + " pass " + service.title());
        Tree lambda = Tree.mapping("Service", "lambda.amazonaws.com");
        Tree statement = switch (service) {
            case STS -> statement(lambda, ASSUME, Tree.text("*"));
            case LAMBDA -> statement(lambda, INVOKE, Tree.text("*"));
            case SECRETS_MANAGER -> statement(Tree.mapping("AWS", repair.expression(role.orElse(Value.MISSING))),
                    READ, repair.expression(secret));
        };
        if (denies || !(endpoint.resource().get(DOCUMENT) instanceof Value.Fields)) {
            repair.set(endpoint.resource(), DOCUMENT,
                    Tree.mapping("Version", "2012-10-17", "Statement", List.of(statement)));
        } else {
            repair.append(endpoint.resource(), statement, "Properties", DOCUMENT, "Statement");
        }
        return repair.fixes();
    }

    private static Tree statement(Tree principal, String action, Tree resource) {
        return Tree.mapping("Effect", "Allow", "Principal", principal, "Action", action, "Resource", resource);
    }
}
