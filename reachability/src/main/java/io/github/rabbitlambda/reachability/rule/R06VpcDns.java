package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.verdict.BrokenHop;

/** Whether the names of the broker and the services resolve in the VPC. */
final class R06VpcDns {
    static final Rule RULE = new Rule("R6",
            "`EnableDnsSupport` is on in the VPC; so is `EnableDnsHostnames` (off by default) if endpoints are used.",
            Rule.ENDPOINT);
    private static final String SUPPORT = "EnableDnsSupport";
    private static final String HOSTNAMES = "EnableDnsHostnames";

    private final MappingInterfaces interfaces;
    private final Report report;

    R06VpcDns(MappingInterfaces interfaces, Report report) {
        this.interfaces = interfaces;
        this.report = report;
    }

    void check(boolean endpointsUsed) {
        Optional<ResolvedResource> vpc = interfaces.vpcResource();
        if (vpc.isEmpty()) {
            UnknownReason reason = interfaces.vpc().unknownReason();
            report.unknown(RULE, "DNS support of VPC " + interfaces.vpcName(), new UnknownReason(reason.what(),
                    "check it with the template that declares the VPC", reason.openParameters()));
            return;
        }
        require(vpc.get(), SUPPORT, true, "the names of the broker and the services do not resolve in it", all());
        if (endpointsUsed) {
            require(vpc.get(), HOSTNAMES, false, "endpoints with private DNS cannot be created in it", services());
        }
    }

    private static List<String> services() {
        return Stream.of(Service.values()).map(Service::title).toList();
    }

    private static List<String> all() {
        return Stream.concat(Stream.of(BrokenHop.BROKER), services().stream()).toList();
    }

    private void require(ResolvedResource vpc, String property, boolean preset, String consequence,
            List<String> targets) {
        report.require(RULE, vpc.flag(property, preset), property + " of `" + vpc.id() + "`",
                () -> new Failure(interfaces.subject() + " cannot connect: VPC `" + vpc.id() + "` has " + property
                        + " off" + (vpc.get(property).isMissing() ? " (the default)" : "") + ", so " + consequence
                        + ". Set " + property + " to true on `" + vpc.id() + "`.",
                        new Repair(vpc.template(), "Set " + property + " of " + vpc.id() + " to true")
                                .set(vpc, property, Tree.text("true")).fixes())
                        .breaking(targets, Subnet.show(interfaces.subnets())));
    }

    /** Adds to a repair what an endpoint with private DNS needs of the VPC. */
    static Repair withHostnames(Repair repair, MappingInterfaces interfaces) {
        interfaces.vpcResource().filter(vpc -> !vpc.flag(HOSTNAMES, false).isYes())
                .ifPresent(vpc -> repair.set(vpc, HOSTNAMES, Tree.text("true")));
        return repair;
    }
}
