package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.value.Deployment;

/** How packets of one subnet of the broker leave to the internet. */
public record NatRoute(Subnet from, Routes.Outcome outcome, Deployment deployment) {

    public static List<NatRoute> of(MappingInterfaces network) {
        Routes routes = new Routes(network.deployment());
        return network.subnets().stream()
                .map(subnet -> new NatRoute(subnet, routes.throughNat(subnet), network.deployment()))
                .toList();
    }

    /** Why there is no way, for the subnets that have none. */
    public static String story(List<NatRoute> uses) {
        return String.join("; ", uses.stream().map(NatRoute::outcome).filter(outcome -> outcome.answer().isNo())
                .map(Routes.Outcome::story).distinct().toList());
    }

    /** The subnets of the NAT gateways on the way. */
    public List<Subnet> homes() {
        List<String> ids = outcome.hops().stream().filter(hop -> hop.kind() == Hop.Kind.NAT).map(Hop::name).toList();
        return deployment.ofType("AWS::EC2::NatGateway").stream().filter(resource -> ids.contains(resource.id()))
                .map(resource -> Subnet.of(resource.get("SubnetId"), deployment)).toList();
    }

    /** One path for the subnets that leave in the same way. */
    public static List<Path> paths(List<NatRoute> uses, Hop out, Service service) {
        Map<List<Hop>, List<Subnet>> ways = new LinkedHashMap<>();
        uses.forEach(use -> ways.computeIfAbsent(use.outcome.hops(), hops -> new ArrayList<>()).add(use.from));
        List<Path> paths = new ArrayList<>();
        ways.forEach((way, subnets) -> {
            List<Hop> hops = new ArrayList<>(List.of(new Hop(Hop.Kind.INTERFACE, Subnet.show(subnets), ""), out));
            hops.addAll(way);
            hops.add(new Hop(Hop.Kind.SERVICE, service.title(), ""));
            paths.add(new Path(service.title(), hops));
        });
        return paths;
    }
}
