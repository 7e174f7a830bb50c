package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** From a subnet through a NAT gateway: the only route to the internet for interfaces without a public address. */
final class NatGateways {
    static final String TYPE = "AWS::EC2::NatGateway";

    private final Deployment deployment;

    NatGateways(Deployment deployment) {
        this.deployment = deployment;
    }

    RouteResult from(Subnet subnet) {
        return new Routes(deployment).toInternet(subnet, route -> through(route, subnet));
    }

    private RouteResult through(ResolvedResource route, Subnet from) {
        Value gateway = route.get("GatewayId");
        if (deployment.find(gateway, InternetGateways.TYPE).isPresent()) {
            return RouteResult.no("the 0.0.0.0/0 of " + from.name() + " (route " + route.id()
                    + ") goes straight to internet gateway " + gateway.show().replaceAll("[${}]", "")
                    + ", and Lambda's interfaces have no public address");
        }
        Optional<ResolvedResource> nat = deployment.find(route.get("NatGatewayId"), TYPE);
        return nat.map(found -> through(found, from, route))
                .orElseGet(() -> RouteResult.unknown(Routes.unknownTarget(route)));
    }

    private RouteResult through(ResolvedResource nat, Subnet from, ResolvedResource route) {
        if (!nat.present().isYes()) {
            return new RouteResult(nat.present(), "", List.of());
        }
        return unusable(nat).orElseGet(() -> onward(nat, from, route));
    }

    /** Whether it leads to the internet, given a route onward. */
    static boolean isUsable(ResolvedResource nat) {
        return unusable(nat).isEmpty();
    }

    private static Optional<RouteResult> unusable(ResolvedResource nat) {
        if (!nat.get("AvailabilityMode").isMissing() && nat.get("SubnetId").isMissing()) {
            return Optional.of(RouteResult.unknown(UnknownReason.of("the regional NAT gateway `" + nat.id() + "`",
                    "use a NAT gateway in a subnet")));
        }
        Optional<String> state = nat.text("State").filter(text -> !text.equals("available"));
        if (state.isPresent()) {
            return Optional.of(RouteResult.no("NAT gateway " + nat.id() + " is not available but " + state.get()));
        }
        Optional<String> kind = nat.text("ConnectivityType");
        if (kind.filter("private"::equalsIgnoreCase).isPresent()) {
            return Optional
                    .of(RouteResult.no("NAT gateway " + nat.id() + " is a private one and leads to no internet"));
        }
        if (kind.isEmpty() && !nat.get("ConnectivityType").isMissing()) {
            return Optional.of(RouteResult.unknown(nat.get("ConnectivityType").unknownReason()));
        }
        return nat.get("AllocationId").isMissing()
                ? Optional.of(
                        RouteResult.no("NAT gateway " + nat.id() + " has no AllocationId and so no public address"))
                : Optional.empty();
    }

    private RouteResult onward(ResolvedResource nat, Subnet from, ResolvedResource route) {
        Subnet home = Subnet.of(nat.get("SubnetId"), deployment);
        Answer sameVpc = home.vpc().sameAs(from.vpc());
        if (sameVpc.isNo()) {
            return RouteResult.no("NAT gateway " + nat.id() + " sits in subnet " + home.name() + " of another VPC");
        }
        RouteResult onward = new InternetGateways(deployment).from(home);
        if (onward.answer().isNo()) {
            return RouteResult.no(
                    "NAT gateway " + nat.id() + " sits in subnet " + home.name() + ", but " + onward.explanation());
        }
        List<Hop> hops = new ArrayList<>(List.of(new Hop(Hop.Kind.ROUTE, route.id(), "0.0.0.0/0"),
                new Hop(Hop.Kind.NAT, nat.id(), "in " + home.name())));
        hops.addAll(onward.hops());
        return new RouteResult(onward.answer().and(home.resource().isPresent() ? sameVpc : Answer.YES),
                onward.explanation(), hops);
    }
}
