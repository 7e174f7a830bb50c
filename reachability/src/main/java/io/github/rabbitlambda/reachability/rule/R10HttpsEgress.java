package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the broker's groups let the interfaces out to the services. */
final class R10HttpsEgress {
    static final Rule RULE = new Rule("R10",
            "The broker's groups let themselves out on port 443: to the endpoint's groups or addresses, or to the internet if the route leads through NAT. A default egress rule beside a standalone `SecurityGroupEgress` is unknown: it is removed.",
            Rule.GUIDE);
    static final int HTTPS = 443;

    private final MappingInterfaces interfaces;
    private final Report report;

    R10HttpsEgress(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
    }

    void requireToEndpoints(List<EndpointUse> uses) {
        List<EndpointUse> closed = new ArrayList<>();
        for (EndpointUse use : uses) {
            Answer open = pass(interfaces, use.endpoint().groups(), use.endpoint().addresses());
            if (!report.holds(RULE, open, "egress of " + interfaces.groupNames() + " on 443")) {
                closed.add(use);
            }
        }
        if (!closed.isEmpty()) {
            report.fail(RULE, closedToEndpoints(closed));
        }
    }

    void requireToInternet() {
        report.require(RULE, pass(interfaces, List.of(), PossibleAddresses.internet()),
                "egress of " + interfaces.groupNames() + " on 443", this::closedToInternet);
    }

    static Answer pass(MappingInterfaces interfaces, List<Value> peers, PossibleAddresses addresses) {
        return interfaces.securityGroups().pass(interfaces.groups(), Direction.EGRESS, HTTPS, peers, addresses);
    }

    private Failure closedToEndpoints(List<EndpointUse> uses) {
        Map<String, Value> groups = new LinkedHashMap<>();
        uses.forEach(use -> groups.putIfAbsent(use.endpoint().groups().getFirst().key(),
                use.endpoint().groups().getFirst()));
        String names = Broker.groupNames(List.copyOf(groups.values()));
        return new Failure(interfaces.subject() + " cannot " + EndpointUse.purposes(uses)
                + ": no egress rule of security group " + interfaces.groupNames() + " lets " + interfaces.where()
                + " out on tcp 443 to " + EndpointUse.names(uses) + " (security group " + names
                + "). Add an egress rule for tcp 443 to "
                + (groups.size() == 1 ? "that group." : "each of these groups."),
                Repair.firstPossible(interfaces.template(), interfaces.firstGroup(),
                        template -> openTo(template, groups.values())))
                .breaking(EndpointUse.targets(uses), interfaces.groupNames());
    }

    private Repair openTo(Template template, Collection<Value> groups) {
        Repair repair = new Repair(template, "Let " + interfaces.groupNames() + " out to the endpoints on 443");
        Tree mine = repair.expression(interfaces.firstGroup());
        for (Value group : groups) {
            repair.resource(interfaces.broker().id() + "To" + Broker.groupNames(List.of(group)),
                    "AWS::EC2::SecurityGroupEgress",
                    Tree.mapping("GroupId", mine, "IpProtocol", "tcp", "FromPort", HTTPS, "ToPort", HTTPS,
                            "DestinationSecurityGroupId", repair.expression(group)));
        }
        return repair;
    }

    private Failure closedToInternet() {
        return new Failure(interfaces.subject()
                + " cannot reach STS, Secrets Manager and Lambda: no egress rule of security group "
                + interfaces.groupNames() + " lets " + interfaces.where()
                + " out on tcp 443 to the internet, where the NAT gateway leads. Add an egress rule for tcp 443 to 0.0.0.0/0.",
                Repair.firstPossible(interfaces.template(), interfaces.firstGroup(), this::openToInternet))
                .breaking(Stream.of(Service.values()).map(Service::title).toList(), interfaces.groupNames());
    }

    private Repair openToInternet(Template template) {
        Repair repair = new Repair(template, "Let " + interfaces.groupNames() + " out on 443");
        return repair.resource(interfaces.broker().id() + "HttpsOut", "AWS::EC2::SecurityGroupEgress",
                Tree.mapping("GroupId", repair.expression(interfaces.firstGroup()), "IpProtocol", "tcp", "FromPort",
                        HTTPS, "ToPort", HTTPS, "CidrIp", "0.0.0.0/0"));
    }
}
