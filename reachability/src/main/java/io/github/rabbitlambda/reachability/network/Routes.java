package io.github.rabbitlambda.reachability.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** Where packets from a subnet to the internet go. */
final class Routes {
    static final String TABLE = "AWS::EC2::RouteTable";
    private static final List<String> TARGETS = List.of("NatGatewayId", "GatewayId", "TransitGatewayId", "InstanceId",
            "NetworkInterfaceId", "VpcPeeringConnectionId", "VpcEndpointId", "LocalGatewayId", "CarrierGatewayId",
            "CoreNetworkArn", "EgressOnlyInternetGatewayId");

    private final Deployment deployment;

    Routes(Deployment deployment) {
        this.deployment = deployment;
    }

    /** What happens to packets from a subnet to the internet, given what happens at the target of a route. */
    RouteResult toInternet(Subnet subnet, Function<ResolvedResource, RouteResult> target) {
        RouteTableAssociation association = RouteTableAssociation.of(subnet.value(), deployment);
        if (association.table().isPresent()) {
            return through(association.table().get(), subnet, target);
        }
        Optional<UnknownReason> unknown = association.unknown()
                .or(() -> subnet.resource().isEmpty() ? Optional.of(subnet.unseen()) : Optional.empty())
                .or(() -> unseenMainTable(subnet));
        return unknown.map(RouteResult::unknown).orElseGet(() -> RouteResult.no("subnet " + subnet.name()
                + " has no route table of its own, and the main route table has the local route only"));
    }

    private Optional<UnknownReason> unseenMainTable(Subnet subnet) {
        return deployment.find(subnet.vpc(), Vpc.TYPE).isPresent()
                ? Optional.empty()
                : Optional.of(new UnknownReason("the main route table of VPC " + subnet.vpc().show(),
                        "check it with the template that declares the VPC and its main route table",
                        subnet.vpc().unknownReason().openParameters()));
    }

    private RouteResult through(Value id, Subnet subnet, Function<ResolvedResource, RouteResult> target) {
        Optional<ResolvedResource> table = deployment.find(id, TABLE);
        if (table.isEmpty()) {
            UnknownReason reason = id.unknownReason();
            return RouteResult.unknown(new UnknownReason(
                    "the route table of " + subnet.name() + ", " + reason.what() + ",",
                    "check it with the template that declares the route table", reason.openParameters()));
        }
        return new RouteTable(table.get().id(), candidates(id)).toInternet(target);
    }

    /** Whether a route of the subnet's table that may lead to the internet goes to this NAT gateway. */
    boolean leadsTo(Subnet subnet, ResolvedResource nat) {
        return RouteTableAssociation.of(subnet.value(), deployment).table().stream()
                .flatMap(table -> candidates(table).stream())
                .anyMatch(candidate -> candidate.route().get("NatGatewayId").sameAs(nat.ref()).isYes());
    }

    List<RouteTable.Candidate> candidates(Value table) {
        List<RouteTable.Candidate> candidates = new ArrayList<>();
        for (ResolvedResource route : deployment.ofType("AWS::EC2::Route")) {
            Answer applies = route.presentAnd(route.get("RouteTableId").sameAs(table));
            if (!applies.isNo() && mayLeadOut(route)) {
                candidates.add(new RouteTable.Candidate(route, applies, block(route)));
            }
        }
        return candidates;
    }

    private static boolean mayLeadOut(ResolvedResource route) {
        boolean version6 = route.get("DestinationCidrBlock").isMissing()
                && route.get("DestinationPrefixListId").isMissing();
        return !version6 && block(route)
                .map(block -> AddressSet.INTERNET.overlaps(new AddressSet(List.of(block)))).orElse(true);
    }

    private static Optional<AddressRange> block(ResolvedResource route) {
        return route.text("DestinationCidrBlock").flatMap(AddressRange::parse);
    }

    /** Why a route's target is unknown: it is neither a NAT gateway nor an internet gateway of these templates. */
    static UnknownReason unknownTarget(ResolvedResource route) {
        String target = TARGETS.stream().filter(name -> !route.get(name).isMissing()).findFirst().orElse("");
        if (target.isEmpty()) {
            return UnknownReason.of("the target of route `" + route.id() + "`", "give it a NatGatewayId");
        }
        Value value = route.get(target);
        return new UnknownReason("what lies behind " + target + " " + value.show() + " of route `" + route.id() + "`",
                "route 0.0.0.0/0 to a NAT gateway of these templates, or add the three interface endpoints",
                value instanceof Value.Opaque(String name, UnknownReason reason) ? reason.openParameters() : List.of());
    }
}
