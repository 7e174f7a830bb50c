package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.fix.GroupRuleFix;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.verdict.BrokenHop;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** The interfaces have the broker's groups, so the groups must let their own members out to the broker. */
final class R09BrokerEgress {
    static final Rule RULE = new Rule("R9",
            "The broker's groups let themselves out on the broker's port: by group, or by blocks that cover the broker's subnets.",
            Rule.GUIDE);

    private final MappingInterfaces interfaces;
    private final Report report;

    R09BrokerEgress(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
    }

    void check() {
        int port = interfaces.engine().port();
        Answer open = interfaces.securityGroups().pass(interfaces.groups(), Direction.EGRESS, port,
                interfaces.groups(), interfaces.addresses());
        report.require(RULE, open, "egress of " + interfaces.groupNames() + " on " + port, () -> closed(port));
    }

    private Failure closed(int port) {
        List<Fix> fixes = GroupRuleFix.betweenMembers(interfaces, Direction.EGRESS);
        return new Failure(interfaces.subject() + " cannot reach broker `" + interfaces.broker().id()
                + "`: no egress rule of security group " + interfaces.groupNames() + " lets " + interfaces.where()
                + " out on tcp " + port + " to the broker. Add an egress rule for tcp " + port
                + " to the group itself.", fixes).breaking(List.of(BrokenHop.BROKER), interfaces.groupNames());
    }
}
