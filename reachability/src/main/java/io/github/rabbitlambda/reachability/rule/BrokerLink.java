package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.SecurityGroups.Way;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** R7 to R9: from the interfaces to the broker and back. */
final class BrokerLink {
    private final MappingInterfaces network;
    private final Report report;

    BrokerLink(MappingInterfaces network, Report report) {
        this.network = network;
        this.report = report;
    }

    Path check() {
        int port = network.engine().port();
        report.require("R8", open(Way.INGRESS), "ingress of " + network.groupNames() + " on " + port,
                () -> ingressMissing(port));
        report.require("R9", open(Way.EGRESS), "egress of " + network.groupNames() + " on " + port,
                () -> egressMissing(port));
        return new Path("broker", List.of(new Hop(Hop.Kind.INTERFACE, Subnet.show(network.subnets()), ""),
                new Hop(Hop.Kind.GROUP, network.groupNames(), "out and in on " + port),
                new Hop(Hop.Kind.BROKER, network.broker().id(), "" + port)));
    }

    private Answer open(Way way) {
        return network.securityGroups().pass(network.groups(), way, network.engine().port(), network.groups(),
                network.span());
    }

    private Failure ingressMissing(int port) {
        return new Failure(
                network.subject() + " cannot reach broker `" + network.broker().id()
                        + "`: no ingress rule of security group "
                        + network.groupNames() + " lets " + network.where() + " in on tcp " + port + wrongPort(port)
                        + ". Add an ingress rule for tcp " + port + " from the group itself.",
                rule("SecurityGroupIngress", "SourceSecurityGroupId", port));
    }

    private Failure egressMissing(int port) {
        return new Failure(
                network.subject() + " cannot reach broker `" + network.broker().id()
                        + "`: no egress rule of security group "
                        + network.groupNames() + " lets " + network.where() + " out on tcp " + port
                        + " to the broker. Add an egress rule for tcp " + port + " to the group itself.",
                rule("SecurityGroupEgress", "DestinationSecurityGroupId", port));
    }

    private String wrongPort(int port) {
        List<Integer> usual = List.of(5672, 15672, 61616, 15671);
        List<String> open = new ArrayList<>();
        for (int other : usual) {
            if (network.securityGroups().pass(network.groups(), Way.INGRESS, other, network.groups(), network.span())
                    .isYes()) {
                open.add("" + other);
            }
        }
        return open.isEmpty()
                ? ""
                : " (it opens " + String.join(", ", open) + ", but Amazon MQ speaks TLS on " + port + ")";
    }

    private List<Fix> rule(String kind, String peer, int port) {
        Repair repair = new Repair(network.template(),
                "Add a " + kind + " rule for tcp " + port + " between the members of " + network.groupNames());
        Tree group = repair.expression(network.firstGroup());
        return repair.resource(network.broker().id() + "Self" + kind.substring("SecurityGroup".length()),
                "AWS::EC2::" + kind,
                Tree.mapping("GroupId", group, "IpProtocol", "tcp", "FromPort", port, "ToPort", port, peer, group))
                .done();
    }
}
