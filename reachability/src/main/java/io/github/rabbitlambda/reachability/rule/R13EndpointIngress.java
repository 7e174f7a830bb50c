package io.github.rabbitlambda.reachability.rule;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;

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

    void require(Endpoint endpoint, Service service) {
        Answer open = interfaces.securityGroups().pass(endpoint.groups(), Direction.INGRESS, R10HttpsEgress.HTTPS,
                interfaces.groups(), interfaces.addresses());
        report.require(RULE, open, "ingress of " + Broker.groupNames(endpoint.groups()) + " on 443",
                () -> closed(endpoint, service));
    }

    private Failure closed(Endpoint endpoint, Service service) {
        String theirs = Broker.groupNames(endpoint.groups());
        Repair repair = new Repair(endpoint.resource().template(),
                "Let " + interfaces.groupNames() + " into " + theirs + " on 443");
        Tree group = repair.expression(endpoint.groups().getFirst());
        Tree mine = repair.expression(interfaces.firstGroup());
        repair.resource(theirs.replaceAll(",.*", "") + "FromBroker", "AWS::EC2::SecurityGroupIngress",
                Tree.mapping("GroupId", group, "IpProtocol", "tcp", "FromPort", 443, "ToPort", 443,
                        "SourceSecurityGroupId", mine));
        return new Failure(interfaces.subject() + " cannot " + service.purpose() + ": security group " + theirs
                + " of endpoint `" + endpoint.id() + "` lets neither " + interfaces.groupNames() + " nor all of "
                + interfaces.where() + " in on tcp 443. Add an ingress rule for tcp 443 from "
                + interfaces.groupNames() + ".", repair.fixes());
    }
}
