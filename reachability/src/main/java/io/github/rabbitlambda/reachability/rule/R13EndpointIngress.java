package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether an endpoint's groups let the interfaces in. */
final class R13EndpointIngress {
    static final Rule RULE = new Rule("R13",
            "The endpoint's groups let the broker's group in on port 443, or blocks that cover the broker's subnets. An endpoint without groups has the VPC's default group.",
            Rule.GUIDE);

    private final MappingInterfaces interfaces;
    private final Report report;

    R13EndpointIngress(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
    }

    void require(List<EndpointUse> uses) {
        Map<String, List<EndpointUse>> closed = new LinkedHashMap<>();
        for (EndpointUse use : uses) {
            List<Value> groups = use.endpoint().groups();
            Answer open = interfaces.securityGroups().pass(groups, Direction.INGRESS, R10HttpsEgress.HTTPS,
                    interfaces.groups(), interfaces.addresses());
            if (!report.holds(RULE, open, "ingress of " + Broker.groupNames(groups) + " on 443")) {
                closed.computeIfAbsent(use.groupKeys(), key -> new ArrayList<>()).add(use);
            }
        }
        closed.values().forEach(these -> report.fail(RULE, closed(these)));
    }

    private Failure closed(List<EndpointUse> uses) {
        List<Value> groups = uses.getFirst().endpoint().groups();
        String theirs = Broker.groupNames(groups);
        return new Failure(interfaces.subject() + " cannot " + EndpointUse.purposes(uses) + ": security group "
                + theirs + " of " + EndpointUse.names(uses) + " lets neither " + interfaces.groupNames()
                + " nor all of " + interfaces.where() + " in on tcp 443. Add an ingress rule for tcp 443 from "
                + interfaces.groupNames() + ".",
                Repair.firstPossible(uses.getFirst().endpoint().resource().template(), groups.getFirst(),
                        template -> letIn(template, groups)))
                .breaking(EndpointUse.targets(uses), theirs);
    }

    private Repair letIn(Template template, List<Value> groups) {
        String theirs = Broker.groupNames(groups);
        Repair repair = new Repair(template, "Let " + interfaces.groupNames() + " into " + theirs + " on 443");
        return repair.resource(theirs.replaceAll(",.*", "") + "FromBroker", "AWS::EC2::SecurityGroupIngress",
                Tree.mapping("GroupId", repair.expression(groups.getFirst()), "IpProtocol", "tcp", "FromPort", 443,
                        "ToPort", 443, "SourceSecurityGroupId", repair.expression(interfaces.firstGroup())));
    }
}
