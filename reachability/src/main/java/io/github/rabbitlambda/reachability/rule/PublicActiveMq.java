package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.Routes;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.SecurityGroups.Way;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/** R5 for a public ActiveMQ broker: it sits in the customer's subnet and must be open to the outside. */
final class PublicActiveMq {
    private final Deployment deployment;
    private final Broker broker;
    private final String subject;
    private final Report report;

    PublicActiveMq(Deployment deployment, Broker broker, String subject, Report report) {
        this.deployment = deployment;
        this.broker = broker;
        this.subject = subject;
        this.report = report;
    }

    void check() {
        int port = Engine.ACTIVEMQ.port();
        if (broker.groups().isEmpty() || broker.subnets().isEmpty()) {
            report.unknown("R5", "the network of `" + broker.id() + "`",
                    UnknownReason.of("the default VPC, where the broker is without SubnetIds and SecurityGroups,",
                            "give the broker SubnetIds and SecurityGroups"));
            return;
        }
        report.require("R5",
                new SecurityGroups(deployment).pass(broker.groups(), Way.INGRESS, port, List.of(),
                        PossibleAddresses.internet()),
                "ingress of " + broker.groupNames() + " on " + port, () -> closed(port));
        Routes routes = new Routes(deployment);
        for (Subnet subnet : broker.subnets()) {
            Routes.Outcome outcome = routes.throughInternetGateway(subnet);
            report.require("R5", outcome.answer(), "the way from the internet to subnet " + subnet.name(),
                    () -> Failure.of(subject
                            + " cannot reach broker `" + broker.id() + "`: its subnet " + subnet.show()
                            + " is not open to the internet: " + outcome.story()
                            + ". Route 0.0.0.0/0 to an internet gateway that is attached to the VPC."));
        }
    }

    private Failure closed(int port) {
        Repair repair = new Repair(broker.resource().template(),
                "Let everybody into " + broker.groupNames() + " on " + port);
        repair.resource(broker.id() + "FromInternet", "AWS::EC2::SecurityGroupIngress",
                Tree.mapping("GroupId", repair.expression(broker.groups().getFirst()),
                        "IpProtocol", "tcp", "FromPort", port, "ToPort", port, "CidrIp", "0.0.0.0/0"));
        return new Failure(subject + " cannot reach broker `" + broker.id()
                + "`: it is public, and no ingress rule of security group " + broker.groupNames()
                + " lets the internet in on tcp " + port + ". Add an ingress rule for tcp " + port
                + " from 0.0.0.0/0, or make the broker private.", repair.done());
    }
}
