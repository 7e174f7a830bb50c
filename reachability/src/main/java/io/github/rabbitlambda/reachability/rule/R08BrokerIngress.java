package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.fix.GroupRuleFix;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.verdict.BrokenHop;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** The interfaces have the broker's groups, so the groups must let their own members in. */
final class R08BrokerIngress {
    static final Rule RULE = new Rule("R8",
            "The broker's groups let themselves in on the broker's port: by group, or by blocks that cover the broker's subnets.",
            Rule.GUIDE);
    /** The ports of the protocols without TLS and of the web console, which are often opened by mistake. */
    private static final List<Integer> OTHER_PORTS = List.of(5672, 15672, 61616, 15671);

    private final MappingInterfaces interfaces;
    private final Report report;
    private final int port;

    R08BrokerIngress(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
        this.port = interfaces.engine().port();
    }

    void check() {
        report.require(RULE, isOpen(port), "ingress of " + interfaces.groupNames() + " on " + port, this::closed);
    }

    private Answer isOpen(int asked) {
        return interfaces.securityGroups().pass(interfaces.groups(), Direction.INGRESS, asked, interfaces.groups(),
                interfaces.addresses());
    }

    private Failure closed() {
        List<Fix> fixes = GroupRuleFix.betweenMembers(interfaces, Direction.INGRESS);
        return new Failure(interfaces.subject() + " cannot reach broker `" + interfaces.broker().id()
                + "`: no ingress rule of security group " + interfaces.groupNames() + " lets " + interfaces.where()
                + " in on tcp " + port + wrongPort() + ". Add an ingress rule for tcp " + port
                + " from the group itself.", fixes).breaking(List.of(BrokenHop.BROKER), interfaces.groupNames());
    }

    private String wrongPort() {
        Stream<Integer> open = OTHER_PORTS.stream().filter(other -> isOpen(other).isYes());
        String ports = open.map(String::valueOf).collect(Collectors.joining(", "));
        return ports.isEmpty() ? "" : " (it opens " + ports + ", but Amazon MQ speaks TLS on " + port + ")";
    }
}
