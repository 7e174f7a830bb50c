package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.rabbitlambda.reachability.fix.MissingRouteFix;
import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.MissingRoute;
import io.github.rabbitlambda.reachability.network.NatRoute;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.network.TextList;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Whether there is a route to a service at all: an endpoint, or NAT. */
final class R11ServiceRoute {
    static final Rule RULE = new Rule("R11",
            "STS, Secrets Manager and Lambda each have an interface endpoint in the VPC; or a NAT gateway with an address leads to them, from a subnet whose default route is an attached internet gateway. An internet gateway alone is not enough: the interfaces have no public address. Transit gateways, peering, NAT instances and firewalls are unknown.",
            Rule.GUIDE);

    private final MappingInterfaces interfaces;
    private final Service service;
    private final Report report;

    R11ServiceRoute(MappingInterfaces interfaces, Service service, Report report) {
        this.interfaces = interfaces;
        this.service = service;
        this.report = report;
    }

    void unknown(List<UnknownReason> reasons) {
        report.unknown(RULE, "the route to " + service.title(), reasons);
    }

    /** A VPC outside of the templates may have an endpoint, and can't have a second one with private DNS. */
    void unknownEndpoints() {
        unknown(List.of(new UnknownReason("the endpoints of VPC " + interfaces.vpcName(),
                "check it with the template that declares the VPC and its endpoints",
                interfaces.vpc().unknownReason().openParameters())));
    }

    void requireEndpoint(Endpoint endpoint) {
        endpoint.notModelled().ifPresent(reason -> unknown(List.of(reason)));
        List<Subnet> subnets = endpoint.subnets();
        report.require(RULE,
                Answer.all(subnets.stream().filter(subnet -> subnet.resource().isPresent())
                        .map(subnet -> subnet.vpc().sameAs(interfaces.vpc())).toList()),
                "the subnets of endpoint `" + endpoint.id() + "`",
                () -> Failure.of("Endpoint `" + endpoint.id() + "` cannot be created: its subnets "
                        + Subnet.show(subnets) + " are not in its VPC " + interfaces.vpcName()
                        + ". Give it subnets of that VPC."));
    }

    void requireNat(List<NatRoute> routes) {
        report.require(RULE, Answer.all(routes.stream().map(route -> route.result().answer()).toList()),
                "the route to " + service.title(), () -> missing(NatRoute.explanation(routes)));
    }

    private Failure missing(String noNat) {
        return new Failure(interfaces.noRouteTo(List.of(service)) + "VPC " + interfaces.vpcName() + " has no "
                + service.id() + " interface endpoint" + unusable() + " and " + noNat
                + ". Add an interface endpoint com.amazonaws.<region>." + service.id()
                + " with private DNS whose security group lets " + interfaces.groupNames()
                + " in on 443, or a NAT route.", addEndpoint()).breaking(List.of(service.title()), "");
    }

    /** Reports services without a route: together if one repair is enough for all of them. */
    static void requireRoutes(List<R11ServiceRoute> missing, List<NatRoute> routes) {
        MissingRouteFix toNat = new MissingRouteFix(MissingRoute.onePerTable(MissingRoute.toNat(routes)));
        if (missing.isEmpty() || toNat.fixes().isEmpty()) {
            missing.forEach(route -> route.requireNat(routes));
        } else {
            missing.getFirst().report.fail(RULE, missing.getFirst().withoutDefaultRoute(missing, routes, toNat));
        }
    }

    private Failure withoutDefaultRoute(List<R11ServiceRoute> missing, List<NatRoute> routes, MissingRouteFix toNat) {
        List<Service> services = missing.stream().map(route -> route.service).toList();
        String ids = TextList.or(services.stream().map(Service::id).toList());
        String unusable = missing.stream().map(R11ServiceRoute::unusable).distinct().collect(Collectors.joining());
        return new Failure(interfaces.noRouteTo(services) + "VPC " + interfaces.vpcName() + " has no " + ids
                + " interface endpoint" + unusable + " and " + NatRoute.explanation(routes) + ". Add a NAT route: "
                + toNat.sentence().replaceFirst("^R", "r")
                + "; or add interface endpoints with private DNS whose security group lets " + interfaces.groupNames()
                + " in on 443.", toNat.fixes()).breaking(services.stream().map(Service::title).toList(), "");
    }

    /** The endpoints that might have been meant, and why none of them is the route. */
    private String unusable() {
        List<String> endpoints = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.all(interfaces.deployment())) {
            if (!endpoint.serves(service).isNo() && endpoint.resource().present().isYes()) {
                endpoints.add("`" + endpoint.id() + "` " + fault(endpoint));
            }
        }
        return endpoints.isEmpty() ? "" : " (" + String.join(", ", endpoints) + ")";
    }

    private String fault(Endpoint endpoint) {
        if (endpoint.isIn(interfaces.vpc()).isNo()) {
            return "is in another VPC" + (endpoint.privateDns().isNo() ? " and has private DNS off" : "");
        }
        return endpoint.isInterface().isNo() ? "is no interface endpoint" : "does not serve it";
    }

    /** An endpoint for the service in another VPC: a user will likely move it here, so its policy matters too. */
    Optional<Endpoint> inAnotherVpc() {
        return Endpoint.all(interfaces.deployment()).stream()
                .filter(endpoint -> Answer.all(List.of(endpoint.resource().present(), endpoint.serves(service),
                        endpoint.isInterface(), endpoint.isIn(interfaces.vpc()).not())).isYes())
                .findFirst();
    }

    private List<Fix> addEndpoint() {
        return Repair.firstPossible(interfaces.template(), interfaces.vpc(), this::addEndpoint);
    }

    private Repair addEndpoint(Template template) {
        Repair repair = R06VpcDns.withHostnames(
                new Repair(template, "Add an interface endpoint for " + service.title()), interfaces);
        String base = interfaces.broker().id() + service.title().replace(" ", "");
        String groupId = repair.freshId(base + "EndpointGroup");
        Tree broker = repair.expression(interfaces.firstGroup());
        Tree vpc = repair.expression(interfaces.vpc());
        Tree group = Tree.mapping("Fn::GetAtt", List.of(groupId, "GroupId"));
        Subnet subnet = interfaces.subnets().getFirst();
        repair.resource(groupId, SecurityGroups.TYPE,
                Tree.mapping("GroupDescription", "Endpoint for " + service.title(), "VpcId", vpc,
                        "SecurityGroupIngress", List.of(Tree.mapping("IpProtocol", "tcp", "FromPort", 443, "ToPort",
                                443, "SourceSecurityGroupId", broker))));
        repair.resource(base + "Endpoint", Endpoint.TYPE,
                Tree.mapping("VpcId", vpc, "VpcEndpointType", "Interface", "ServiceName",
                        Tree.mapping("Fn::Sub", "com.amazonaws.${AWS::Region}." + service.id()), "PrivateDnsEnabled",
                        "true", "SubnetIds", List.of(repair.expression(subnet.value())), "SecurityGroupIds",
                        List.of(group)));
        if (!R10HttpsEgress.pass(interfaces, List.of(), subnet.addresses()).isYes()) {
            repair.resource(base + "Out", "AWS::EC2::SecurityGroupEgress",
                    Tree.mapping("GroupId", broker, "IpProtocol", "tcp", "FromPort", 443, "ToPort", 443,
                            "DestinationSecurityGroupId", group));
        }
        return repair;
    }
}
