package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.iam.Statement;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/**
 * R16: whether the function's role may do what the mapping does in its name
 * (https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html).
 */
final class RoleCheck {
    private static final List<String> DESCRIBE = List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets", "ec2:DescribeVpcs");
    private static final List<String> INTERFACES = List.of("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface");

    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final Broker broker;
    private final Report report;

    RoleCheck(Deployment deployment, EventSourceMapping mapping, Broker broker, Report report) {
        this.deployment = deployment;
        this.mapping = mapping;
        this.broker = broker;
        this.report = report;
    }

    void check() {
        Optional<ResolvedResource> role = mapping.role();
        if (role.isEmpty()) {
            UnknownReason reason = mapping.unseenRole();
            report.unknown("R16", "the role of " + mapping.subject().replaceFirst("^M", "m"), reason);
            return;
        }
        trust(role.get());
        Grants grants = new Grants(deployment, role.get());
        Value arn = broker.resource().arn();
        require(role.get(), List.of("mq:DescribeBroker"), List.of(grants.allow("mq:DescribeBroker", arn)), arn);
        Value secret = mapping.secretArn();
        if (!secret.isMissing()) {
            require(role.get(), List.of("secretsmanager:GetSecretValue"),
                    List.of(grants.allow("secretsmanager:GetSecretValue", secret)), secret);
            new KeyCheck(deployment, role.get(), grants, mapping, report).check();
        }
        interfaces(role.get(), grants);
    }

    private void trust(ResolvedResource role) {
        Caller lambda = new Caller.LambdaService();
        List<Statement> statements = Statement.of(role.get("AssumeRolePolicyDocument"), Answer.YES);
        Answer trusted = Answer.any(matching(statements, false, lambda))
                .and(Answer.any(matching(statements, true, lambda)).not());
        report.require("R16", trusted, "the trust policy of `" + role.id() + "`", () -> new Failure(mapping.subject()
                + " cannot assume its role: role `"
                + role.id()
                + "` does not trust lambda.amazonaws.com. Allow sts:AssumeRole for that service in its AssumeRolePolicyDocument.",
                new Repair(role.template(), "Let " + role.id() + " trust Lambda").append(role,
                        Tree.mapping("Effect", "Allow", "Principal",
                                Tree.mapping("Service", "lambda.amazonaws.com"), "Action", "sts:AssumeRole"),
                        "Properties", "AssumeRolePolicyDocument", "Statement").done()));
    }

    private static List<Answer> matching(List<Statement> statements, boolean deny, Caller caller) {
        return statements.stream().filter(statement -> statement.isDeny() == deny)
                .map(statement -> Answer
                        .all(List.of(statement.matchesAction("sts:AssumeRole"), statement.appliesTo(caller))))
                .toList();
    }

    private void interfaces(ResolvedResource role, Grants grants) {
        List<String> actions = new ArrayList<>(INTERFACES);
        actions.addAll(DESCRIBE);
        List<Answer> answers = new ArrayList<>();
        INTERFACES.forEach(action -> answers.add(onInterfaces(grants, action)));
        DESCRIBE.forEach(action -> answers.add(grants.allowEverywhere(action)));
        if (broker.isPublic().isYes()) {
            if (!missing(actions, answers).isEmpty()) {
                report.add("R16", Level.WARNS, "Role `" + role.id() + "` lacks "
                        + String.join(", ", missing(actions, answers))
                        + ": AWS lists them for every Amazon MQ mapping; whether a public broker's mapping needs them is not documented.");
            }
            return;
        }
        require(role, actions, answers, new Value.Text("*"));
    }

    // Creating an interface touches the subnet, the groups and the interface itself; that Lambda asks for more isn't
    // documented, and a grant that names less may or may not do.
    private Answer onInterfaces(Grants grants, String action) {
        Answer everywhere = grants.allowEverywhere(action);
        Answer touched = Answer.all(touched(action).stream().map(resource -> grants.allow(action, resource)).toList());
        if (everywhere.isYes() || touched.isYes()) {
            return (everywhere.isYes() ? everywhere : touched).and(grants.deniesSome(action).not());
        }
        Value some = new Value.Opaque("${resource}", UnknownReason.of("a resource", "name it"));
        return grants.allow(action, some).isNo() && touched.isNo()
                ? everywhere
                : Answer.maybe("the resources that the role's policy allows " + action + " on",
                        "allow it on Resource \"*\"");
    }

    private List<Value> touched(String action) {
        Arns arns = new Arns(deployment);
        List<Value> touched = new ArrayList<>(List.of(arns.ec2("network-interface",
                new Value.Opaque("${interface}", UnknownReason.of("the interface's id", "allow every interface")))));
        if (action.endsWith("CreateNetworkInterface")) {
            broker.resource().items("SubnetIds").forEach(subnet -> touched.add(arns.ec2("subnet", subnet)));
            broker.groups().forEach(group -> touched.add(arns.ec2("security-group", group)));
        }
        return touched;
    }

    private static List<String> missing(List<String> actions, List<Answer> answers) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            if (answers.get(i).isNo()) {
                missing.add(actions.get(i));
            }
        }
        return missing;
    }

    private void require(ResolvedResource role, List<String> actions, List<Answer> answers, Value resource) {
        List<String> missing = missing(actions, answers);
        Answer all = Answer.all(answers);
        report.require("R16", all, "permissions of role `" + role.id() + "` (" + String.join(", ", actions) + ")",
                () -> lacking(role, missing, resource));
    }

    private Failure lacking(ResolvedResource role, List<String> missing, Value resource) {
        Repair repair = new Repair(role.template(),
                "Let " + role.id() + " do " + String.join(", ", missing));
        Tree statement = Tree.mapping("Effect", "Allow", "Action", missing, "Resource", repair.expression(resource));
        repair.append(role,
                Tree.mapping("PolicyName", "EventSourceMapping" + missing.getFirst().replaceAll(".*:", ""),
                        "PolicyDocument",
                        Tree.mapping("Version", "2012-10-17", "Statement", List.of(statement))),
                "Properties", "Policies");
        return new Failure(mapping.subject() + " cannot work: its role `" + role.id() + "` is not allowed "
                + String.join(", ", missing) + " on "
                + resource.show() + ". Allow it in a policy of the role, and let no Deny or boundary take it back.",
                repair.done());
    }
}
