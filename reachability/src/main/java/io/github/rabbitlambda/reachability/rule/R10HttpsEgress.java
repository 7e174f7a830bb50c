package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.function.Supplier;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Direction;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.Service;
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

    void requireToEndpoint(Endpoint endpoint, Service service) {
        require(pass(interfaces, endpoint.groups(), endpoint.addresses()), () -> closedToEndpoint(endpoint, service));
    }

    void requireToInternet() {
        require(pass(interfaces, List.of(), PossibleAddresses.internet()), this::closedToInternet);
    }

    private void require(Answer open, Supplier<Failure> failure) {
        report.require(RULE, open, "egress of " + interfaces.groupNames() + " on 443", failure);
    }

    static Answer pass(MappingInterfaces interfaces, List<Value> peers, PossibleAddresses addresses) {
        return interfaces.securityGroups().pass(interfaces.groups(), Direction.EGRESS, HTTPS, peers, addresses);
    }

    private Failure closedToEndpoint(Endpoint endpoint, Service service) {
        Repair repair = new Repair(interfaces.template(),
                "Let " + interfaces.groupNames() + " out to the endpoints on 443");
        Tree mine = repair.expression(interfaces.firstGroup());
        Tree theirs = repair.expression(endpoint.groups().getFirst());
        repair.resource(interfaces.broker().id() + "ToEndpoints", "AWS::EC2::SecurityGroupEgress",
                Tree.mapping("GroupId", mine, "IpProtocol", "tcp", "FromPort", HTTPS, "ToPort", HTTPS,
                        "DestinationSecurityGroupId", theirs));
        return new Failure(interfaces.subject() + " cannot " + service.purpose()
                + ": no egress rule of security group " + interfaces.groupNames() + " lets " + interfaces.where()
                + " out on tcp 443 to endpoint `" + endpoint.id() + "` (security group "
                + Broker.groupNames(endpoint.groups()) + "). Add an egress rule for tcp 443 to that group.",
                repair.fixes());
    }

    private Failure closedToInternet() {
        Repair repair = new Repair(interfaces.template(), "Let " + interfaces.groupNames() + " out on 443");
        repair.resource(interfaces.broker().id() + "HttpsOut", "AWS::EC2::SecurityGroupEgress",
                Tree.mapping("GroupId", repair.expression(interfaces.firstGroup()), "IpProtocol", "tcp", "FromPort",
                        HTTPS, "ToPort", HTTPS, "CidrIp", "0.0.0.0/0"));
        return new Failure(interfaces.subject()
                + " cannot reach STS, Secrets Manager and Lambda: no egress rule of security group "
                + interfaces.groupNames() + " lets " + interfaces.where()
                + " out on tcp 443 to the internet, where the NAT gateway leads. Add an egress rule for tcp 443 to 0.0.0.0/0.",
                repair.fixes());
    }
}
