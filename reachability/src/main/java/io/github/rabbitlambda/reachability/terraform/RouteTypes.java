package io.github.rabbitlambda.reachability.terraform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Tree;

/** Route tables, routes, and which table a subnet has: its own, or the main table of its VPC. */
final class RouteTypes {
    static final String[] TABLES = {"aws_route_table", "aws_default_route_table", "aws_vpc"};
    private static final String NAT = "aws_nat_gateway";
    private static final String[] GATEWAYS = {"aws_internet_gateway", "aws_vpn_gateway", NAT};
    private static final String ASSOCIATION = "AWS::EC2::SubnetRouteTableAssociation";
    private static final Map<String, String> OTHER_TARGETS = Map.of("transit_gateway_id", "TransitGatewayId",
            "network_interface_id", "NetworkInterfaceId", "instance_id", "InstanceId", "vpc_peering_connection_id",
            "VpcPeeringConnectionId", "vpc_endpoint_id", "VpcEndpointId", "local_gateway_id", "LocalGatewayId",
            "carrier_gateway_id", "CarrierGatewayId", "core_network_arn", "CoreNetworkArn", "egress_only_gateway_id",
            "EgressOnlyInternetGatewayId");

    private final Translation translation;
    private final Links links;
    private final Set<String> written = new LinkedHashSet<>();

    RouteTypes(Translation translation) {
        this.translation = translation;
        this.links = translation.links();
    }

    /** aws_route, before the tables: a state's table repeats the routes that have resources of their own. */
    void route(Instance route) {
        Tree table = links.one(route.at("route_table_id"), TABLES);
        written.add(table + " " + route.at("destination_cidr_block").text().orElse(""));
        translation.add(route, "AWS::EC2::Route",
                targets(new Properties().with("RouteTableId", table)
                        .with("DestinationCidrBlock", links.plain(route.at("destination_cidr_block")))
                        .with("DestinationPrefixListId", links.plain(route.at("destination_prefix_list_id"))),
                        route::at));
    }

    void table(Instance table) {
        translation.add(table, new Properties().with("VpcId", vpcOf(table)));
        Tree id = CloudFormation.ref(table.address());
        Attribute all = table.at("route");
        if (all.isUnknown() && !all.isAbsent()) {
            translation.addPart(table, "route", "AWS::EC2::Route",
                    new Properties().with("RouteTableId", id).with("DestinationCidrBlock", links.unclear(all)));
        }
        List<Attribute> blocks = table.blocks("route");
        for (int i = 0; i < blocks.size(); i++) {
            inline(table, id, blocks.get(i), "route[" + i + "]");
        }
    }

    private void inline(Instance table, Tree id, Attribute block, String part) {
        if (written.add(id + " " + block.at("cidr_block").text().orElse(part))) {
            translation.addPart(table, part, "AWS::EC2::Route",
                    targets(new Properties().with("RouteTableId", id)
                            .with("DestinationCidrBlock", links.plain(block.at("cidr_block")))
                            .with("DestinationPrefixListId", links.plain(block.at("destination_prefix_list_id"))),
                            block::at));
        }
    }

    private Properties targets(Properties route, RouteBlock block) {
        Attribute gateway = block.at("gateway_id");
        boolean nat = links.target(gateway, GATEWAYS).filter(found -> found.instance().type().equals(NAT)).isPresent();
        route.with(nat ? "NatGatewayId" : "GatewayId", links.one(gateway, GATEWAYS))
                .with("NatGatewayId", links.one(block.at("nat_gateway_id"), NAT));
        OTHER_TARGETS.forEach((name, property) -> route.with(property, links.plain(block.at(name))));
        return route;
    }

    /** A route, as a resource or as a block of a table. */
    private interface RouteBlock {
        Attribute at(String attribute);
    }

    void association(Instance association) {
        Attribute subnet = association.at("subnet_id");
        if (!subnet.isAbsent()) {
            translation.add(association, ASSOCIATION, new Properties().with("SubnetId", links.one(subnet, "aws_subnet"))
                    .with("RouteTableId", links.one(association.at("route_table_id"), TABLES)));
        }
    }

    /** Gives each subnet that has no table of its own the main table, once all routes and associations are translated. */
    void associateMainTables() {
        Map<String, Tree.Mapping> associations = translation.ofType(ASSOCIATION);
        Set<Tree> associated = new LinkedHashSet<>();
        associations.values().forEach(association -> associated.add(association.entry("SubnetId").orElseThrow()));
        if (associated.stream().anyMatch(Tree.Unclear.class::isInstance)) {
            return;
        }
        for (Instance subnet : translation.plan().ofType("aws_subnet")) {
            if (!associated.contains(CloudFormation.ref(subnet.address()))) {
                links.target(subnet.at("vpc_id"), "aws_vpc").flatMap(vpc -> mainTable(vpc.instance()))
                        .ifPresent(table -> translation.addPart(subnet, "main_route_table", ASSOCIATION,
                                new Properties().with("SubnetId", CloudFormation.ref(subnet.address()))
                                        .with("RouteTableId", table)));
            }
        }
    }

    /** The main table of a VPC, if the plan says anything about it. */
    private Optional<Tree> mainTable(Instance vpc) {
        return translation.plan().ofType("aws_main_route_table_association").stream()
                .filter(association -> isOf(vpc, association.at("vpc_id"))).findFirst()
                .map(association -> links.one(association.at("route_table_id"), TABLES))
                .or(() -> translation.plan().ofType("aws_default_route_table").stream()
                        .filter(table -> isOf(vpc, table.at("default_route_table_id"))).findFirst()
                        .map(table -> CloudFormation.ref(table.address())))
                .or(() -> Optional.of(CloudFormation.ref(CloudFormation.mainTable(vpc.address())))
                        .filter(this::isUsed));
    }

    private boolean isUsed(Tree table) {
        return translation.ofType("AWS::EC2::Route").values().stream()
                .anyMatch(route -> route.entry("RouteTableId").filter(table::equals).isPresent());
    }

    private boolean isOf(Instance vpc, Attribute attribute) {
        return links.target(attribute, "aws_vpc").filter(found -> found.instance().address().equals(vpc.address()))
                .isPresent();
    }

    private Tree vpcOf(Instance table) {
        Attribute vpc = table.at("vpc_id");
        Attribute adopted = table.at("default_route_table_id");
        return links.target(adopted, "aws_vpc").map(found -> CloudFormation.ref(found.instance().address()))
                .orElseGet(() -> links.one(vpc, "aws_vpc"));
    }
}
