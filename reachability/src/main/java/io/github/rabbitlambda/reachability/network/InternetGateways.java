package io.github.rabbitlambda.reachability.network;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/** From a subnet straight through an internet gateway: the route that a NAT gateway and a public broker need. */
public final class InternetGateways {
    static final String TYPE = "AWS::EC2::InternetGateway";

    private final Deployment deployment;

    public InternetGateways(Deployment deployment) {
        this.deployment = deployment;
    }

    public RouteResult from(Subnet subnet) {
        return new Routes(deployment).toInternet(subnet, route -> through(route, subnet));
    }

    private RouteResult through(ResolvedResource route, Subnet subnet) {
        Value gateway = route.get("GatewayId");
        Optional<ResolvedResource> internet = deployment.find(gateway, TYPE);
        if (internet.isPresent()) {
            return attached(internet.get(), route, subnet);
        }
        if (!route.get("NatGatewayId").isMissing() || !route.get("EgressOnlyInternetGatewayId").isMissing()) {
            return RouteResult.no(
                    "the 0.0.0.0/0 of " + subnet.name() + " (route " + route.id() + ") goes to no internet gateway");
        }
        if (gateway instanceof Value.Opaque) {
            return new RouteResult(Answer.assuming("`" + gateway.show() + "` (route " + route.id()
                    + ") is an internet gateway attached to the VPC"), "",
                    List.of(new Hop(Hop.Kind.INTERNET, gateway.show(), "")));
        }
        return RouteResult.unknown(Routes.unknownTarget(route));
    }

    Answer isAttached(ResolvedResource internet, Value vpc) {
        return Answer.any(deployment.ofType("AWS::EC2::VPCGatewayAttachment").stream()
                .map(attachment -> attachment.get("InternetGatewayId").sameAs(internet.ref())
                        .and(() -> attachment.get("VpcId").sameAs(vpc)).and(attachment::present))
                .toList());
    }

    private RouteResult attached(ResolvedResource internet, ResolvedResource route, Subnet subnet) {
        Answer attached = isAttached(internet, subnet.vpc());
        if (attached.isNo() && deployment.find(subnet.vpc(), Vpc.TYPE).isEmpty()) {
            attached = Answer.assuming("internet gateway " + internet.id() + " is attached to the VPC elsewhere");
        }
        return attached.isNo()
                ? RouteResult.no(
                        "internet gateway " + internet.id() + " (route " + route.id() + ") is not attached to the VPC")
                : new RouteResult(attached, "", List.of(new Hop(Hop.Kind.INTERNET, internet.id(), "")));
    }
}
