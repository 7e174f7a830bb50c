package io.github.rabbitlambda.reachability.fix;

import java.util.List;
import java.util.stream.Collectors;

import io.github.rabbitlambda.reachability.network.MissingRoute;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Adds default routes to gateways that the templates hold. */
public record MissingRouteFix(List<MissingRoute> routes) {

    public List<Fix> fixes() {
        if (routes.isEmpty()) {
            return List.of();
        }
        Repair repair = new Repair(routes.getFirst().gateway().template(), sentence());
        routes.forEach(route -> add(repair, route));
        return repair.fixes();
    }

    /** "Route 0.0.0.0/0 of BrokerA to `Nat`". */
    public String sentence() {
        return "Route 0.0.0.0/0 of " + routes.stream()
                .map(route -> route.subnet().name() + " to `" + route.gateway().id() + "`")
                .collect(Collectors.joining(" and of "));
    }

    private static void add(Repair repair, MissingRoute route) {
        Tree gateway = Tree.mapping("Ref", route.gateway().id());
        Tree table = route.table().map(repair::expression).orElseGet(() -> newTable(repair, route));
        repair.resource(route.subnet().name() + "DefaultRoute", "AWS::EC2::Route", Tree.mapping("RouteTableId", table,
                "DestinationCidrBlock", "0.0.0.0/0", route.target(), gateway));
    }

    private static Tree newTable(Repair repair, MissingRoute route) {
        Value vpc = route.subnet().vpc();
        Tree table = Tree.mapping("Ref", repair.freshId(route.subnet().name() + "RouteTable"));
        repair.resource(route.subnet().name() + "RouteTable", "AWS::EC2::RouteTable",
                Tree.mapping("VpcId", repair.expression(vpc)));
        repair.resource(route.subnet().name() + "RouteTableAssociation", "AWS::EC2::SubnetRouteTableAssociation",
                Tree.mapping("SubnetId", repair.expression(route.subnet().value()), "RouteTableId", table));
        return table;
    }
}
