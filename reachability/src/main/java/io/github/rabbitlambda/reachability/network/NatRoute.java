package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.value.Deployment;

/**
 * How packets of one subnet of the broker leave to the internet.
 *
 * @param from the broker's subnet
 */
public record NatRoute(Subnet from, RouteResult result, Deployment deployment) {

    /** The routes of all subnets of the broker. */
    public static List<NatRoute> all(MappingInterfaces interfaces) {
        NatGateways gateways = new NatGateways(interfaces.deployment());
        return interfaces.subnets().stream()
                .map(subnet -> new NatRoute(subnet, gateways.from(subnet), interfaces.deployment())).toList();
    }

    /** Why packets don't reach the internet, for the subnets that have no route to it. */
    public static String explanation(List<NatRoute> routes) {
        return String.join("; ", routes.stream().map(NatRoute::result).filter(result -> result.answer().isNo())
                .map(RouteResult::explanation).distinct().toList());
    }

    /** The subnets that the NAT gateways on the route are in. */
    public List<Subnet> gatewaySubnets() {
        List<String> ids = result.hops().stream().filter(hop -> hop.kind() == Hop.Kind.NAT).map(Hop::name).toList();
        return deployment.ofType(NatGateways.TYPE).stream().filter(resource -> ids.contains(resource.id()))
                .map(resource -> Subnet.of(resource.get("SubnetId"), deployment)).toList();
    }

    /** One path to a service for all subnets that have the same hops. */
    public static List<Path> paths(List<NatRoute> routes, Hop group, Service service) {
        Map<List<Hop>, List<Subnet>> subnetsByHops = new LinkedHashMap<>();
        routes.forEach(route -> subnetsByHops.computeIfAbsent(route.result.hops(), hops -> new ArrayList<>())
                .add(route.from));
        List<Path> paths = new ArrayList<>();
        subnetsByHops.forEach((outward, subnets) -> {
            List<Hop> hops = new ArrayList<>(List.of(new Hop(Hop.Kind.INTERFACE, Subnet.show(subnets), ""), group));
            hops.addAll(outward);
            hops.add(new Hop(Hop.Kind.SERVICE, service.title(), ""));
            paths.add(new Path(service.title(), hops));
        });
        return paths;
    }
}
