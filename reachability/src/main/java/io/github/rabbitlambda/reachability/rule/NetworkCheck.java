package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.NetworkAcls.Leg;
import io.github.rabbitlambda.reachability.network.Path;
import io.github.rabbitlambda.reachability.network.PossibleAddresses;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/** R6 to R15 for a private broker whose subnets and groups are given. */
final class NetworkCheck {
    private static final int EPHEMERAL = 1024;
    private static final int LAST_PORT = 65535;

    private final MappingInterfaces network;
    private final Report report;
    private final EndpointPolicy policy;
    private final Map<String, Leg> legs = new LinkedHashMap<>();

    NetworkCheck(MappingInterfaces network, Report report, EndpointPolicy policy) {
        this.network = network;
        this.report = report;
        this.policy = policy;
    }

    List<Path> check() {
        List<Path> paths = new ArrayList<>();
        paths.add(new BrokerLink(network, report).check());
        List<ServiceLink.Taken> taken = new ArrayList<>();
        for (Service service : Service.values()) {
            new ServiceLink(network, service, report, policy).check().ifPresent(taken::add);
        }
        taken.forEach(way -> paths.addAll(way.paths()));
        dns(taken.stream().anyMatch(way -> way.endpoint().isPresent()));
        acls(taken);
        return paths;
    }

    private void dns(boolean endpoints) {
        Optional<ResolvedResource> vpc = network.vpcPart();
        if (vpc.isEmpty()) {
            UnknownReason reason = network.vpc().unknownReason();
            report.unknown("R6", "DNS support of VPC " + network.vpcName(),
                    new UnknownReason(reason.what(), "check it with the template that declares the VPC",
                            reason.openParameters()));
            return;
        }
        report.require("R6", vpc.get().flag("EnableDnsSupport", true), "EnableDnsSupport of `" + vpc.get().id() + "`",
                () -> dnsOff(vpc.get(), "EnableDnsSupport",
                        "the names of the broker and the services do not resolve in it"));
        if (endpoints) {
            report.require("R6", vpc.get().flag("EnableDnsHostnames", false),
                    "EnableDnsHostnames of `" + vpc.get().id() + "`",
                    () -> dnsOff(vpc.get(), "EnableDnsHostnames",
                            "endpoints with private DNS cannot be created in it"));
        }
    }

    private Failure dnsOff(ResolvedResource vpc, String property, String fact) {
        return new Failure(network.subject() + " cannot connect: VPC `" + vpc.id() + "` has " + property + " off"
                + (vpc.get(property).isMissing() ? " (the default)" : "") + ", so " + fact + ". Set " + property
                + " to true on `" + vpc.id() + "`.",
                new Repair(vpc.template(), "Set " + property + " of " + vpc.id() + " to true")
                        .set(vpc, property, Tree.text("true")).done());
    }

    private void acls(List<ServiceLink.Taken> taken) {
        for (Subnet from : network.subnets()) {
            network.subnets().forEach(to -> flow(from, to, network.engine().port()));
            for (ServiceLink.Taken way : taken) {
                way.endpoint().ifPresent(endpoint -> endpoint.subnets().forEach(to -> flow(from, to, 443)));
                way.nats().stream().filter(use -> use.from().equals(from)).flatMap(use -> use.homes().stream())
                        .forEach(nat -> outward(from, nat));
            }
        }
        AclReport acls = new AclReport(network, report);
        legs.values().forEach(acls::require);
    }

    // ACLs are not asked between members of one subnet: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    private void flow(Subnet from, Subnet to, int port) {
        if (from.value().key().equals(to.value().key())) {
            return;
        }
        leg(new Leg(from, true, to.show(), to.span(), port, port));
        leg(new Leg(to, false, from.show(), from.span(), port, port));
        leg(new Leg(to, true, from.show(), from.span(), EPHEMERAL, LAST_PORT));
        leg(new Leg(from, false, to.show(), to.span(), EPHEMERAL, LAST_PORT));
    }

    private void outward(Subnet from, Subnet nat) {
        PossibleAddresses internet = PossibleAddresses.internet();
        leg(new Leg(from, true, "the internet", internet, 443, 443));
        leg(new Leg(from, false, "the internet", internet, EPHEMERAL, LAST_PORT));
        leg(new Leg(nat, true, "the internet", internet, 443, 443));
        leg(new Leg(nat, false, "the internet", internet, EPHEMERAL, LAST_PORT));
        if (!from.value().key().equals(nat.value().key())) {
            leg(new Leg(nat, false, from.show(), from.span(), 443, 443));
            leg(new Leg(nat, true, from.show(), from.span(), EPHEMERAL, LAST_PORT));
        }
    }

    private void leg(Leg leg) {
        legs.putIfAbsent(leg.at().value().key() + leg.show(), leg);
    }
}
