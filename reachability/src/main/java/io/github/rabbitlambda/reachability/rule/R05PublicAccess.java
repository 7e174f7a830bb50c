package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.fix.MissingRouteFix;
import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.InternetGateways;
import io.github.rabbitlambda.reachability.network.MissingRoute;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.RouteResult;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/** A public ActiveMQ broker sits in the customer's subnet, so that subnet must be open to the internet. */
final class R05PublicAccess {
    static final Rule RULE = new Rule("R5",
            "A public RabbitMQ broker needs no network. A public ActiveMQ broker needs port 61617 open to the internet, and a route from its subnet to an attached internet gateway.",
            Rule.GUIDE);
    private static final int PORT = Engine.ACTIVEMQ.port();

    private final Deployment deployment;
    private final Broker broker;
    private final String subject;
    private final Report report;

    R05PublicAccess(Deployment deployment, Broker broker, String subject, Report report) {
        this.deployment = deployment;
        this.broker = broker;
        this.subject = subject;
        this.report = report;
    }

    void unknown(List<UnknownReason> reasons) {
        report.unknown(RULE, "PubliclyAccessible of `" + broker.id() + "`", reasons);
    }

    void checkActiveMq() {
        if (broker.groups().isEmpty() || broker.subnets().isEmpty()) {
            report.unknown(RULE, "the network of `" + broker.id() + "`",
                    UnknownReason.of("the default VPC, where the broker is without SubnetIds and SecurityGroups,",
                            "give the broker SubnetIds and SecurityGroups"));
            return;
        }
        report.require(RULE,
                new SecurityGroups(deployment).pass(broker.groups(), Direction.INGRESS, PORT, List.of(),
                        PossibleAddresses.internet()),
                "ingress of " + broker.groupNames() + " on " + PORT, this::closed);
        InternetGateways gateways = new InternetGateways(deployment);
        for (Subnet subnet : broker.subnets()) {
            RouteResult result = gateways.from(subnet);
            report.require(RULE, result.answer(), "the route from the internet to subnet " + subnet.name(),
                    () -> unreachable(subnet, result));
        }
    }

    private Failure closed() {
        return new Failure(subject + " cannot reach broker `" + broker.id()
                + "`: it is public, and no ingress rule of security group " + broker.groupNames()
                + " lets the internet in on tcp " + PORT + ". Add an ingress rule for tcp " + PORT
                + " from 0.0.0.0/0, or make the broker private.",
                Repair.firstPossible(broker.resource().template(), broker.groups().getFirst(), this::openToInternet));
    }

    private Repair openToInternet(Template template) {
        Repair repair = new Repair(template, "Let everybody into " + broker.groupNames() + " on " + PORT);
        return repair.resource(broker.id() + "FromInternet", "AWS::EC2::SecurityGroupIngress",
                Tree.mapping("GroupId", repair.expression(broker.groups().getFirst()), "IpProtocol", "tcp",
                        "FromPort", PORT, "ToPort", PORT, "CidrIp", "0.0.0.0/0"));
    }

    private Failure unreachable(Subnet subnet, RouteResult result) {
        return new Failure(subject + " cannot reach broker `" + broker.id() + "`: its subnet " + subnet.show()
                + " is not open to the internet: " + result.explanation()
                + ". Route 0.0.0.0/0 to an internet gateway that is attached to the VPC.",
                new MissingRouteFix(MissingRoute.toInternet(subnet, deployment).stream().toList()).fixes());
    }
}
