package io.github.rabbitlambda.reachability.network;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.AddressRange;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * A subnet, as something that is in it refers to it.
 *
 * @param value how the template names it
 * @param resource its resource, if the templates hold it
 */
public record Subnet(Value value, Optional<ResolvedResource> resource, PossibleAddresses addresses,
        Deployment deployment) {
    static final String TYPE = "AWS::EC2::Subnet";

    static Subnet of(Value value, Deployment deployment) {
        Optional<ResolvedResource> resource = deployment.find(value, TYPE);
        return new Subnet(value, resource, resource.map(found -> addresses(found, deployment))
                .orElseGet(() -> PossibleAddresses.within(new AddressSet(List.of(AddressRange.EVERYWHERE)),
                        value.unknownReason())),
                deployment);
    }

    private static PossibleAddresses addresses(ResolvedResource subnet, Deployment deployment) {
        Optional<AddressRange> own = subnet.text("CidrBlock").flatMap(AddressRange::parse);
        return own.map(PossibleAddresses::exactly)
                .orElseGet(() -> PossibleAddresses.within(new AddressSet(deployment.find(subnet.get("VpcId"), Vpc.TYPE)
                        .flatMap(vpc -> Vpc.onlyBlock(vpc, deployment)).map(List::of)
                        .orElse(List.of(AddressRange.EVERYWHERE))),
                        subnet.get("CidrBlock").unknownReason()));
    }

    public Value vpc() {
        return resource.map(found -> found.get("VpcId")).or(this::vpcOfRouteTable)
                .orElseGet(() -> new Value.Opaque("${VPC of " + value.show() + "}", unseen()));
    }

    // A route table can only be associated with subnets of its own VPC.
    private Optional<Value> vpcOfRouteTable() {
        return RouteTableAssociation.of(value, deployment).table()
                .flatMap(table -> deployment.find(table, Routes.TABLE))
                .map(table -> table.get("VpcId"));
    }

    UnknownReason unseen() {
        UnknownReason reason = value.unknownReason();
        return new UnknownReason(reason.what() + ", a subnet,",
                "check it with the template that declares the subnet, its VPC and its route table",
                reason.openParameters());
    }

    public String name() {
        return resource.map(ResolvedResource::id).orElse(value.show());
    }

    /** Its name, with its addresses if they are known. */
    public String show() {
        return name() + resource.flatMap(found -> found.text("CidrBlock")).map(cidr -> " (" + cidr + ")").orElse("");
    }

    public static String show(List<Subnet> subnets) {
        return String.join(" and ", subnets.stream().map(Subnet::show).toList());
    }
}
