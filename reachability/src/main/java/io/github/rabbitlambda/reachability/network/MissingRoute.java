package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * A subnet that has no default route although the templates hold a gateway that it could have.
 *
 * @param table the subnet's route table; empty if it has the VPC's main table
 * @param target the property of a route that names the gateway
 */
public record MissingRoute(Subnet subnet, Optional<Value> table, String target, ResolvedResource gateway) {

    /** The routes with which every one of these subnets would reach the internet through NAT; empty if more is missing. */
    public static Set<MissingRoute> toNat(List<NatRoute> routes) {
        Set<MissingRoute> missing = new LinkedHashSet<>();
        for (NatRoute route : routes) {
            if (!route.result().answer().isYes() && !toNat(route, missing)) {
                return Set.of();
            }
        }
        return missing;
    }

    private static boolean toNat(NatRoute route, Set<MissingRoute> missing) {
        Subnet from = route.from();
        for (ResolvedResource nat : route.deployment().ofType(NatGateways.TYPE)) {
            Subnet home = Subnet.of(nat.get("SubnetId"), route.deployment());
            Optional<List<MissingRoute>> onward = onward(home, route.deployment());
            boolean usable = nat.present().and(home.vpc().sameAs(from.vpc())).isYes() && NatGateways.isUsable(nat);
            boolean direct = isWithoutDefaultRoute(from, route.deployment());
            boolean through = new Routes(route.deployment()).leadsTo(from, nat);
            if (usable && onward.isPresent() && (direct && !isSame(home, from) || through)) {
                missing.addAll(onward.get());
                if (direct) {
                    missing.add(of(from, "NatGatewayId", nat, route.deployment()));
                }
                return true;
            }
        }
        return false;
    }

    /** The route that a subnet needs to reach the internet directly; empty if more is missing. */
    public static Optional<MissingRoute> toInternet(Subnet from, Deployment deployment) {
        return isWithoutDefaultRoute(from, deployment)
                ? deployment.ofType(InternetGateways.TYPE).stream()
                        .filter(gateway -> gateway.present().isYes()
                                && new InternetGateways(deployment).isAttached(gateway, from.vpc()).isYes())
                        .map(gateway -> of(from, "GatewayId", gateway, deployment)).findFirst()
                : Optional.empty();
    }

    private static Optional<List<MissingRoute>> onward(Subnet home, Deployment deployment) {
        Answer open = new InternetGateways(deployment).from(home).answer();
        return open.isYes() ? Optional.of(List.of()) : toInternet(home, deployment).map(List::of);
    }

    private static MissingRoute of(Subnet from, String target, ResolvedResource gateway, Deployment deployment) {
        return new MissingRoute(from, RouteTableAssociation.of(from.value(), deployment).table(), target, gateway);
    }

    private static boolean isWithoutDefaultRoute(Subnet subnet, Deployment deployment) {
        RouteTableAssociation association = RouteTableAssociation.of(subnet.value(), deployment);
        return association.unknown().isEmpty() && subnet.resource().isPresent()
                && association.table().map(table -> deployment.find(table, Routes.TABLE).isPresent()
                        && new Routes(deployment).candidates(table).isEmpty()).orElse(true);
    }

    private static boolean isSame(Subnet one, Subnet other) {
        return one.value().key().equals(other.value().key());
    }

    /** One of several routes for each table. */
    public static List<MissingRoute> onePerTable(Set<MissingRoute> routes) {
        List<MissingRoute> distinct = new ArrayList<>();
        Set<String> tables = new LinkedHashSet<>();
        for (MissingRoute route : routes) {
            if (tables.add(route.table.orElse(route.subnet.value()).key())) {
                distinct.add(route);
            }
        }
        return distinct;
    }
}
