package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Endpoint;
import io.github.rabbitlambda.reachability.network.MappingInterfaces;
import io.github.rabbitlambda.reachability.network.Service;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/** Whether the name of a service resolves to its endpoint. */
final class R12PrivateDns {
    static final Rule RULE = new Rule("R12",
            "An endpoint with private DNS (off by default) takes the service's name for the whole VPC, so it is the route. Without private DNS it is no route. Two endpoints with private DNS for one service can't be created.",
            Rule.ENDPOINT);

    private final MappingInterfaces interfaces;
    private final Service service;
    private final Report report;

    R12PrivateDns(MappingInterfaces interfaces, Service service, Report report) {
        this.interfaces = interfaces;
        this.service = service;
        this.report = report;
    }

    /** Whether no private hosted zone of the VPC holds the service's name. */
    boolean isDecidedByEndpoints() {
        Optional<ResolvedResource> zone = interfaces.deployment().ofType("AWS::Route53::HostedZone").stream()
                .filter(found -> isForVpc(found) && holdsServiceName(found) && !found.present().isNo()).findFirst();
        zone.ifPresent(found -> report.unknown(RULE, "the name of " + service.title(),
                UnknownReason.of("the records of the private hosted zone `" + found.id() + "`",
                        "use an endpoint's private DNS instead")));
        return zone.isEmpty();
    }

    private boolean isForVpc(ResolvedResource zone) {
        return zone.items("VPCs").stream().map(item -> item.asFields().get("VPCId"))
                .anyMatch(vpc -> !vpc.sameAs(interfaces.vpc()).isNo());
    }

    private boolean holdsServiceName(ResolvedResource zone) {
        return zone.get("Name").show().matches(service.id() + "\\..*amazonaws.*|amazonaws\\.com\\.?");
    }

    void requireOne(List<Endpoint> endpoints) {
        if (endpoints.size() > 1) {
            Endpoint second = endpoints.get(1);
            report.fail(RULE, new Failure("Endpoint `" + second.id() + "` cannot be created: VPC "
                    + interfaces.vpcName() + " already has endpoint `" + endpoints.getFirst().id()
                    + "` with private DNS for " + service.title() + ". Remove one of them, or its private DNS.",
                    new Repair(second.resource().template(), "Turn private DNS of " + second.id() + " off")
                            .set(second.resource(), "PrivateDnsEnabled", Tree.text("false")).fixes()));
        }
    }

    /** An endpoint for the service in the VPC that only has its private DNS off. */
    Optional<Endpoint> switchedOff() {
        return Endpoint.all(interfaces.deployment()).stream()
                .filter(endpoint -> Answer.all(List.of(endpoint.resource().present(), endpoint.serves(service),
                        endpoint.isInterface(), endpoint.isIn(interfaces.vpc()), endpoint.privateDns().not())).isYes())
                .findFirst();
    }

    void failOff(Endpoint endpoint, String noNat) {
        Repair repair = new Repair(endpoint.resource().template(), "Turn private DNS of " + endpoint.id() + " on")
                .set(endpoint.resource(), "PrivateDnsEnabled", Tree.text("true"));
        report.fail(RULE, new Failure(interfaces.noRouteTo(List.of(service)) + "endpoint `" + endpoint.id()
                + "` has private DNS off, so the service's name resolves to public addresses, and " + noNat
                + ". Set PrivateDnsEnabled to true on the endpoint, or add a NAT route.",
                R06VpcDns.withHostnames(repair, interfaces).fixes()).breaking(List.of(service.title()), ""));
    }
}
