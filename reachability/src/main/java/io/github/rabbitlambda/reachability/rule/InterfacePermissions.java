package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** The six EC2 actions by which a mapping makes, describes and deletes its network interfaces. */
final class InterfacePermissions {
    private static final String CREATE = "ec2:CreateNetworkInterface";
    private static final String DELETE = "ec2:DeleteNetworkInterface";
    private static final List<String> DESCRIBE = List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets", "ec2:DescribeVpcs");

    private final Deployment deployment;
    private final Broker broker;
    private final String role;
    private final Grants grants;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    InterfacePermissions(Deployment deployment, Broker broker, ResolvedResource role, Grants grants) {
        this.role = role.id();
        this.deployment = deployment;
        this.broker = broker;
        this.grants = grants;
        List.of(CREATE, DELETE).forEach(action -> answers.put(action, onInterfaces(action)));
        DESCRIBE.forEach(action -> answers.put(action, grants.allowEverywhere(action)));
    }

    List<String> actions() {
        return List.copyOf(answers.keySet());
    }

    Answer all() {
        return Answer.all(answers.values());
    }

    /** The actions that are certainly not allowed. */
    List<String> missing() {
        return answers.keySet().stream().filter(action -> answers.get(action).isNo()).toList();
    }

    /** The actions that are not certainly allowed. */
    List<String> uncertain() {
        return answers.keySet().stream().filter(action -> !answers.get(action).isYes()).toList();
    }

    // Creating an interface touches the subnet, the groups and the interface itself; that Lambda asks for more isn't
    // documented, and a grant that names less may or may not be enough.
    private Answer onInterfaces(String action) {
        Answer touched = Answer.all(touched(action).stream().map(resource -> grants.allow(action, resource)).toList());
        Answer enough = grants.allowEverywhere(action).or(touched);
        if (enough.isYes()) {
            return enough.and(notDenied(action));
        }
        return enough.isNo() && grants.allow(action, new Arns(deployment).someEc2()).isNo()
                ? enough
                : also(enough, "the resources that the role's policy allows " + action + " on",
                        "allow it on Resource \"*\"");
    }

    private Answer notDenied(String action) {
        Answer spared = grants.spare(action, new Arns(deployment).someEc2());
        return !spared.isMaybe()
                ? spared
                : also(spared, "on which resources a Deny of role `" + role + "` forbids " + action,
                        "remove the Deny or limit it to other actions");
    }

    /** Not known, for the reasons of an answer and one more. */
    private static Answer also(Answer answer, String what, String remedy) {
        return Answer.all(List.of(Answer.maybe(what, remedy), answer.isNo() ? Answer.YES : answer));
    }

    private List<Value> touched(String action) {
        Arns arns = new Arns(deployment);
        List<Value> touched = new ArrayList<>(List.of(arns.ec2("network-interface",
                new Value.Opaque("${interface}", UnknownReason.of("the interface's id", "allow every interface")))));
        if (action.equals(CREATE)) {
            broker.resource().items("SubnetIds").forEach(subnet -> touched.add(arns.ec2("subnet", subnet)));
            broker.groups().forEach(group -> touched.add(arns.ec2("security-group", group)));
        }
        return touched;
    }
}
