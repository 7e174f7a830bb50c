package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.network.Vpc;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the broker's subnets and groups fit together; {@link DefaultNetwork} judges a broker that names neither. */
final class R04OneVpc {
    static final Rule RULE = new Rule("R4",
            "The broker names subnets and security groups, all of one VPC, or neither. With neither it is in the default VPC: that connects under assumptions if the endpoints take VPC and groups from a custom resource that reads this broker, and is unknown otherwise.",
            "https://github.com/aws-controllers-k8s/community/issues/1517");

    private final Deployment deployment;
    private final Broker broker;
    private final Report report;

    R04OneVpc(Deployment deployment, Broker broker, Report report) {
        this.deployment = deployment;
        this.broker = broker;
        this.report = report;
    }

    void check() {
        List<Subnet> subnets = broker.subnets();
        if (subnets.isEmpty()) {
            return;
        }
        Value vpc = subnets.getFirst().vpc();
        List<Answer> together = new ArrayList<>();
        subnets.forEach(subnet -> together.add(subnet.vpc().sameAs(vpc)));
        broker.groups().forEach(group -> vpcs(group).forEach(other -> together.add(other.sameAs(vpc))));
        report.require(RULE, Answer.all(together),
                "whether the subnets and groups of `" + broker.id() + "` are in one VPC",
                () -> Failure.of("Broker `" + broker.id() + "` cannot be created: its subnets ("
                        + broker.subnetNames() + ") and security groups (" + broker.groupNames()
                        + ") are not in one VPC. Use subnets and groups of the same VPC."));
    }

    /** The VPC of a group, as far as the templates tell. */
    private List<Value> vpcs(Value group) {
        List<Value> vpcs = new ArrayList<>();
        deployment.find(group, SecurityGroups.TYPE).ifPresent(found -> vpcs.add(found.get("VpcId")));
        if (SecurityGroups.isDefaultOfVpc(group)) {
            vpcs.add(new Value.Reference(((Value.Reference) group).resource(), "Ref"));
        }
        return vpcs;
    }

    /** Subnets without groups, or groups without subnets, must belong to the default VPC. */
    void onlyOneGiven(boolean subnetsGiven) {
        String given = subnetsGiven ? "SubnetIds" : "SecurityGroups";
        String missing = subnetsGiven ? "SecurityGroups" : "SubnetIds";
        List<Value> vpcs = subnetsGiven
                ? broker.subnets().stream().map(Subnet::vpc).toList()
                : broker.groups().stream().map(this::vpcOfGroup).toList();
        if (vpcs.stream().anyMatch(vpc -> deployment.find(vpc, Vpc.TYPE).isPresent())) {
            report.fail(RULE, Failure.of("Broker `" + broker.id() + "` cannot be created: it names " + given
                    + " of a VPC of its own but no " + missing
                    + ", and Amazon MQ takes one without the other only in the default VPC. Give it " + missing
                    + " of the same VPC."));
        } else {
            report.unknown(RULE, "the network of `" + broker.id() + "`",
                    UnknownReason.of("the default VPC, whose " + missing + " the broker takes since it names none,",
                            "give the broker " + missing));
        }
    }

    private Value vpcOfGroup(Value group) {
        return deployment.find(group, SecurityGroups.TYPE).map(found -> found.get("VpcId"))
                .orElseGet(() -> new Value.Opaque("${VPC of " + group.show() + "}", group.unknownReason()));
    }
}
