package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Optional;

/**
 * A subnet that something sits in.
 *
 * @param value how the template names it
 * @param part its resource, if the templates hold it
 */
record Subnet(Value value, Optional<Part> part, Span span, World world) {
    static final String TYPE = "AWS::EC2::Subnet";

    static Subnet of(Value value, World world) {
        Optional<Part> part = world.named(value, TYPE);
        return new Subnet(value, part, part.map(found -> span(found, world))
                .orElseGet(() -> Span.within(new Addresses(List.of(Block.EVERYWHERE)), Part.doubt(value))), world);
    }

    private static Span span(Part subnet, World world) {
        Optional<Block> own = subnet.text("CidrBlock").flatMap(Block::parse);
        return own.map(Span::exactly)
                .orElseGet(() -> Span.within(new Addresses(world.named(subnet.get("VpcId"), Vpc.TYPE)
                        .flatMap(vpc -> Vpc.onlyBlock(vpc, world)).map(List::of).orElse(List.of(Block.EVERYWHERE))),
                        Part.doubt(subnet.get("CidrBlock"))));
    }

    Value vpc() {
        return part.map(found -> found.get("VpcId")).or(this::vpcOfRouteTable)
                .orElseGet(() -> new Value.Opaque("${VPC of " + value.show() + "}", unseen()));
    }

    // A route table can only be associated with subnets of its own VPC.
    private Optional<Value> vpcOfRouteTable() {
        return new Routes(world).tableOf(this).table().flatMap(table -> world.named(table, "AWS::EC2::RouteTable"))
                .map(table -> table.get("VpcId"));
    }

    Doubt unseen() {
        Doubt doubt = Part.doubt(value);
        return new Doubt(doubt.what() + ", a subnet,",
                "check it with the template that declares the subnet, its VPC and its route table",
                doubt.needs());
    }

    String name() {
        return part.map(Part::id).orElse(value.show());
    }

    /** Its name, with its addresses if they are known. */
    String show() {
        return name() + part.flatMap(found -> found.text("CidrBlock")).map(cidr -> " (" + cidr + ")").orElse("");
    }

    static String show(List<Subnet> subnets) {
        return String.join(" and ", subnets.stream().map(Subnet::show).toList());
    }
}
