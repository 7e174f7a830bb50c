package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.Hop;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.NatRoute;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.SecurityGroups.Way;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;

/** R10 to R14: from the interfaces to one service, by an endpoint or by NAT. */
final class ServiceLink {
    private final MappingInterfaces network;
    private final Service service;
    private final Report report;
    private final EndpointPolicy policy;

    ServiceLink(MappingInterfaces network, Service service, Report report, EndpointPolicy policy) {
        this.network = network;
        this.service = service;
        this.report = report;
        this.policy = policy;
    }

    /** The endpoint or subnets of NAT gateways on the way, for what concerns all services together. */
    record Taken(Optional<Endpoint> endpoint, List<NatRoute> nats, List<Path> paths) {}

    Optional<Taken> check() {
        Optional<UnknownReason> zone = new MissingWay(network, service).ownZone();
        if (zone.isPresent()) {
            report.unknown("R12", "the name of " + service.title(), zone.get());
            return Optional.empty();
        }
        List<Endpoint> certain = new ArrayList<>();
        List<UnknownReason> reasons = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.all(network.deployment())) {
            Answer captures = endpoint.captures(service, network.vpc());
            reasons.addAll(captures.reasons());
            if (captures.isYes()) {
                captures.assumptions().forEach(assumption -> report.add("R11", Level.ASSUMES, assumption));
                certain.add(endpoint);
            }
        }
        if (certain.size() > 1) {
            twice(certain);
        }
        if (!certain.isEmpty()) {
            certain.forEach(this::through);
            return Optional
                    .of(new Taken(Optional.of(certain.getFirst()), List.of(), List.of(path(certain.getFirst()))));
        }
        List<NatRoute> nat = NatRoute.of(network);
        if (!reasons.isEmpty()) {
            report.unknown("R11", "the way to " + service.title(), reasons);
            return Optional.empty();
        }
        return byNat(nat);
    }

    private void twice(List<Endpoint> endpoints) {
        report.fail("R12",
                new Failure("Endpoint `" + endpoints.get(1).id() + "` cannot be created: VPC " + network.vpcName()
                        + " already has endpoint `" + endpoints.getFirst().id() + "` with private DNS for "
                        + service.title()
                        + ". Remove one of them, or its private DNS.",
                        new Repair(endpoints.get(1).resource().template(),
                                "Turn private DNS of " + endpoints.get(1).id() + " off")
                                .set(endpoints.get(1).resource(), "PrivateDnsEnabled", Tree.text("false")).done()));
    }

    private void through(Endpoint endpoint) {
        endpoint.unusual().ifPresent(reason -> report.unknown("R11", "the way to " + service.title(), reason));
        List<Subnet> homes = endpoint.subnets();
        PossibleAddresses span = PossibleAddresses.of(homes.stream().map(Subnet::span).toList());
        SecurityGroups groups = network.securityGroups();
        report.require("R11",
                Answer.all(homes.stream().filter(home -> home.resource().isPresent())
                        .map(home -> home.vpc().sameAs(network.vpc())).toList()),
                "the subnets of endpoint `" + endpoint.id() + "`",
                () -> Failure.of("Endpoint `" + endpoint.id() + "` cannot be created: its subnets "
                        + Subnet.show(homes) + " are not in its VPC " + network.vpcName()
                        + ". Give it subnets of that VPC."));
        report.require("R10", groups.pass(network.groups(), Way.EGRESS, 443, endpoint.groups(), span),
                "egress of " + network.groupNames() + " on 443", () -> egressMissing(endpoint));
        report.require("R13", groups.pass(endpoint.groups(), Way.INGRESS, 443, network.groups(), network.span()),
                "ingress of " + Broker.groupNames(endpoint.groups()) + " on 443", () -> ingressMissing(endpoint));
        policy.check(endpoint, service);
    }

    private Path path(Endpoint endpoint) {
        return new Path(service.title(),
                List.of(interfaces(), new Hop(Hop.Kind.GROUP, network.groupNames(), "out on 443"),
                        new Hop(Hop.Kind.GROUP, Broker.groupNames(endpoint.groups()), "in on 443"),
                        new Hop(Hop.Kind.ENDPOINT, endpoint.id(), "in " + Subnet.show(endpoint.subnets())),
                        new Hop(Hop.Kind.SERVICE, service.title(), "")));
    }

    private Hop interfaces() {
        return new Hop(Hop.Kind.INTERFACE, Subnet.show(network.subnets()), "");
    }

    private Failure egressMissing(Endpoint endpoint) {
        String summary = "Let " + network.groupNames() + " out to the endpoints on 443";
        Repair repair = new Repair(network.template(), summary);
        Tree mine = repair.expression(network.firstGroup());
        Tree theirs = repair.expression(endpoint.groups().getFirst());
        repair.resource(network.broker().id() + "ToEndpoints", "AWS::EC2::SecurityGroupEgress",
                Tree.mapping("GroupId", mine, "IpProtocol", "tcp", "FromPort", 443, "ToPort", 443,
                        "DestinationSecurityGroupId", theirs));
        return new Failure(network.subject() + " cannot " + service.purpose() + ": no egress rule of security group "
                + network.groupNames()
                + " lets " + network.where() + " out on tcp 443 to endpoint `" + endpoint.id() + "` (security group "
                + Broker.groupNames(endpoint.groups()) + "). Add an egress rule for tcp 443 to that group.",
                repair.done());
    }

    private Failure ingressMissing(Endpoint endpoint) {
        String theirs = Broker.groupNames(endpoint.groups());
        Repair repair = new Repair(endpoint.resource().template(),
                "Let " + network.groupNames() + " into " + theirs + " on 443");
        Tree group = repair.expression(endpoint.groups().getFirst());
        Tree mine = repair.expression(network.firstGroup());
        repair.resource(theirs.replaceAll(",.*", "") + "FromBroker", "AWS::EC2::SecurityGroupIngress",
                Tree.mapping("GroupId", group, "IpProtocol", "tcp", "FromPort", 443, "ToPort", 443,
                        "SourceSecurityGroupId", mine));
        return new Failure(network.subject() + " cannot " + service.purpose() + ": security group " + theirs
                + " of endpoint `" + endpoint.id()
                + "` lets neither " + network.groupNames() + " nor all of " + network.where()
                + " in on tcp 443. Add an ingress rule for tcp 443 from "
                + network.groupNames() + ".", repair.done());
    }

    private Optional<Taken> byNat(List<NatRoute> uses) {
        Answer all = Answer.all(uses.stream().map(use -> use.outcome().answer()).toList());
        if (all.isNo()) {
            MissingWay missing = new MissingWay(network, service);
            report.fail(missing.rule(), missing.failure(NatRoute.story(uses)));
            missing.silent().ifPresent(this::through);
            missing.misplaced().ifPresent(endpoint -> policy.check(endpoint, service));
            return Optional.empty();
        }
        report.require("R11", all, "the way to " + service.title(), () -> Failure.of(""));
        report.require("R10",
                network.securityGroups().pass(network.groups(), Way.EGRESS, 443, List.of(),
                        PossibleAddresses.internet()),
                "egress of " + network.groupNames() + " on 443", this::internetEgressMissing);
        Hop out = new Hop(Hop.Kind.GROUP, network.groupNames(), "out on 443");
        return Optional.of(new Taken(Optional.empty(), uses, NatRoute.paths(uses, out, service)));
    }

    private Failure internetEgressMissing() {
        Repair repair = new Repair(network.template(), "Let " + network.groupNames() + " out on 443");
        repair.resource(network.broker().id() + "HttpsOut", "AWS::EC2::SecurityGroupEgress", Tree.mapping("GroupId",
                repair.expression(network.firstGroup()), "IpProtocol", "tcp", "FromPort", 443, "ToPort", 443, "CidrIp",
                "0.0.0.0/0"));
        return new Failure(network.subject()
                + " cannot reach STS, Secrets Manager and Lambda: no egress rule of security group "
                + network.groupNames()
                + " lets " + network.where()
                + " out on tcp 443 to the internet, where the NAT gateway leads. Add an egress rule for tcp 443 to 0.0.0.0/0.",
                repair.done());
    }
}
