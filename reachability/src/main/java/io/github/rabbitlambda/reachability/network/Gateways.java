package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.network.Routes.Outcome;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** What stands at the end of a route. */
final class Gateways {
    private static final List<String> TARGETS = List.of("NatGatewayId", "GatewayId", "TransitGatewayId", "InstanceId",
            "NetworkInterfaceId", "VpcPeeringConnectionId", "VpcEndpointId", "LocalGatewayId", "CarrierGatewayId",
            "CoreNetworkArn", "EgressOnlyInternetGatewayId");
    private static final String NAT = "AWS::EC2::NatGateway";
    private static final String INTERNET = "AWS::EC2::InternetGateway";

    private final Deployment deployment;
    private final Routes routes;

    Gateways(Deployment deployment, Routes routes) {
        this.deployment = deployment;
        this.routes = routes;
    }

    Outcome nat(ResolvedResource route, Subnet from) {
        Value gateway = route.get("GatewayId");
        if (deployment.find(gateway, INTERNET).isPresent()) {
            return Outcome.no("the 0.0.0.0/0 of " + from.name() + " (route " + route.id()
                    + ") goes straight to internet gateway "
                    + gateway.show().replaceAll("[${}]", "") + ", and Lambda's interfaces have no public address");
        }
        Optional<ResolvedResource> nat = deployment.find(route.get("NatGatewayId"), NAT);
        return nat.isPresent() ? nat(nat.get(), from, route) : Outcome.unknown(target(route));
    }

    private Outcome nat(ResolvedResource nat, Subnet from, ResolvedResource route) {
        if (!nat.present().isYes()) {
            return new Outcome(nat.present(), "", List.of());
        }
        if (!nat.get("AvailabilityMode").isMissing() && nat.get("SubnetId").isMissing()) {
            return Outcome
                    .unknown(UnknownReason.of("the regional NAT gateway `" + nat.id() + "`",
                            "use a NAT gateway in a subnet"));
        }
        Optional<String> kind = nat.text("ConnectivityType");
        if (kind.filter("private"::equalsIgnoreCase).isPresent()) {
            return Outcome.no("NAT gateway " + nat.id() + " is a private one and leads to no internet");
        }
        if (kind.isEmpty() && !nat.get("ConnectivityType").isMissing()) {
            return Outcome.unknown(nat.get("ConnectivityType").unknownReason());
        }
        if (nat.get("AllocationId").isMissing()) {
            return Outcome.no("NAT gateway " + nat.id() + " has no AllocationId and so no public address");
        }
        Subnet home = Subnet.of(nat.get("SubnetId"), deployment);
        Answer sameVpc = home.vpc().sameAs(from.vpc());
        if (sameVpc.isNo()) {
            return Outcome.no("NAT gateway " + nat.id() + " sits in subnet " + home.name() + " of another VPC");
        }
        Outcome onward = routes.throughInternetGateway(home);
        if (onward.answer().isNo()) {
            return Outcome.no("NAT gateway " + nat.id() + " sits in subnet " + home.name() + ", but " + onward.story());
        }
        List<Hop> hops = new ArrayList<>(List.of(new Hop(Hop.Kind.ROUTE, route.id(), "0.0.0.0/0"),
                new Hop(Hop.Kind.NAT, nat.id(), "in " + home.name())));
        hops.addAll(onward.hops());
        return new Outcome(onward.answer().and(home.resource().isPresent() ? sameVpc : Answer.YES), onward.story(),
                hops);
    }

    Outcome internet(ResolvedResource route, Subnet home) {
        Value gateway = route.get("GatewayId");
        Optional<ResolvedResource> internet = deployment.find(gateway, INTERNET);
        if (internet.isPresent()) {
            return attached(internet.get(), route, home);
        }
        if (!route.get("NatGatewayId").isMissing() || !route.get("EgressOnlyInternetGatewayId").isMissing()) {
            return Outcome
                    .no("the 0.0.0.0/0 of " + home.name() + " (route " + route.id() + ") goes to no internet gateway");
        }
        if (gateway instanceof Value.Opaque) {
            return new Outcome(Answer.assuming("`" + gateway.show() + "` (route " + route.id()
                    + ") is an internet gateway attached to the VPC"), "",
                    List.of(new Hop(Hop.Kind.INTERNET, gateway.show(), "")));
        }
        return Outcome.unknown(target(route));
    }

    private Outcome attached(ResolvedResource internet, ResolvedResource route, Subnet home) {
        Answer attached = Answer.any(deployment.ofType("AWS::EC2::VPCGatewayAttachment").stream()
                .map(attachment -> Answer.all(List.of(attachment.present(),
                        attachment.get("InternetGatewayId").sameAs(internet.ref()),
                        attachment.get("VpcId").sameAs(home.vpc()))))
                .toList());
        if (attached.isNo() && deployment.find(home.vpc(), Vpc.TYPE).isEmpty()) {
            attached = Answer.assuming("internet gateway " + internet.id() + " is attached to the VPC elsewhere");
        }
        return attached.isNo()
                ? Outcome.no(
                        "internet gateway " + internet.id() + " (route " + route.id() + ") is not attached to the VPC")
                : new Outcome(attached, "", List.of(new Hop(Hop.Kind.INTERNET, internet.id(), "")));
    }

    private static UnknownReason target(ResolvedResource route) {
        String target = TARGETS.stream().filter(name -> !route.get(name).isMissing()).findFirst().orElse("");
        if (target.isEmpty()) {
            return UnknownReason.of("the target of route `" + route.id() + "`", "give it a NatGatewayId");
        }
        Value value = route.get(target);
        String remedy = "route 0.0.0.0/0 to a NAT gateway of these templates, or add the three interface endpoints";
        List<UnknownReason.OpenParameter> needs = value instanceof Value.Opaque(String name, UnknownReason reason)
                ? reason.openParameters()
                : List.of();
        return new UnknownReason("what lies behind " + target + " " + value.show() + " of route `" + route.id() + "`",
                remedy,
                needs);
    }
}
