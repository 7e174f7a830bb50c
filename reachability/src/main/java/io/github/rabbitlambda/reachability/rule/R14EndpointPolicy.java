package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Call;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Decision;
import io.github.rabbitlambda.reachability.iam.Statement;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.UnknownReason;
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
    private static final Value NOT_YET = new Value.Opaque("${secret}",
            UnknownReason.of("the role and secret that the endpoint policy would have to name",
                    "add the mapping to the template"));

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
            case SECRETS_MANAGER -> decision(statements, caller(), READ, secret.isMissing() ? NOT_YET : secret)
                    .permits();
        };
        report.require(RULE, answer, "policy of endpoint `" + endpoint.id() + "`",
                () -> refused(endpoint, service, statements));
    }

    // Lambda's own call is on a resource of its own, so that only a grant on every resource covers it for certain.
    private Answer allowsService(List<Statement> statements, String action) {
        Caller lambda = new Caller.LambdaService();
        Decision onSome = decision(statements, lambda, action, Call.SOME);
        return Answer.all(List.of(decision(statements, lambda, action, Call.EVERYTHING).allowed(), onSome.allowed(),
                onSome.spared()));
    }

    private Decision decision(List<Statement> statements, Caller caller, String action, Value resource) {
        return Decision.of(statements, new Call(caller, action, resource), new Arns(deployment));
    }

    private Caller caller() {
        return role.<Caller>map(arn -> new Caller.Role(arn, Caller.Naming.EITHER)).orElseGet(Caller.SomeRole::new);
    }

    private Failure refused(Endpoint endpoint, Service service, List<Statement> statements) {
        String needed = switch (service) {
            case STS -> ASSUME + " by lambda.amazonaws.com on Resource \"*\"";
            case LAMBDA -> INVOKE + " by lambda.amazonaws.com on Resource \"*\"";
            case SECRETS_MANAGER -> READ + " by the function's role on the secret";
        };
        boolean denies = !statements.stream().allMatch(Statement::isAllow);
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
