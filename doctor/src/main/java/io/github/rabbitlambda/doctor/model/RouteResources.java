package io.github.rabbitlambda.doctor.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.template.Tree;

/** Route tables and network ACLs: what they say, and which subnet has which. */
final class RouteResources {
    private static final String[] TARGETS = {"TransitGatewayId", "InstanceId", "NetworkInterfaceId",
            "VpcPeeringConnectionId", "LocalGatewayId", "CarrierGatewayId", "CoreNetworkArn",
            "EgressOnlyInternetGatewayId"};

    private final Resources resources;
    private final Snapshot snapshot;

    RouteResources(Resources resources) {
        this.resources = resources;
        this.snapshot = resources.snapshot();
    }

    void add() {
        snapshot.listed(Call.DESCRIBE_ROUTE_TABLES).forEach(this::table);
        unread(Call.DESCRIBE_ROUTE_TABLES, "AWS::EC2::SubnetRouteTableAssociation", "RouteTableId", "the route table");
        snapshot.listed(Call.DESCRIBE_NETWORK_ACLS).forEach(this::acl);
        unread(Call.DESCRIBE_NETWORK_ACLS, "AWS::EC2::SubnetNetworkAclAssociation", "NetworkAclId", "the network ACL");
    }

    /** Each subnet has a table and an ACL; if they can't be read, each has one that isn't known. */
    private void unread(Call call, String type, String member, String what) {
        Optional<Seen<JsonNode>> failed = snapshot.unread(call);
        failed.flatMap(Seen::unread).ifPresent(unread -> {
            for (JsonNode subnet : snapshot.listed(Call.DESCRIBE_SUBNETS)) {
                String id = subnet.path("SubnetId").asText();
                resources.add(what + " of " + id, type,
                        new Properties().with("SubnetId", Resources.ref(id)).with(member,
                                Resources.unclear(what + " of `" + id + "`", unread)));
            }
        });
    }

    private void table(JsonNode table) {
        String id = table.path("RouteTableId").asText();
        resources.add(id, "AWS::EC2::RouteTable", new Properties().with("VpcId",
                resources.to(Call.DESCRIBE_VPCS, "VpcId", table.path("VpcId").asText())));
        for (JsonNode association : table.path("Associations")) {
            if (association.path("Main").asBoolean()) {
                withoutTable(table.path("VpcId").asText()).forEach(subnet -> associate(subnet, id));
            } else if (association.path("SubnetId").isTextual()) {
                associate(association.path("SubnetId").asText(), id);
            }
        }
        table.path("Routes").forEach(route -> route(id, route));
    }

    private void associate(String subnet, String table) {
        resources.add(table + " for " + subnet, "AWS::EC2::SubnetRouteTableAssociation",
                new Properties().with("SubnetId", resources.to(Call.DESCRIBE_SUBNETS, "SubnetId", subnet)).with(
                        "RouteTableId",
                        Resources.ref(table)));
    }

    /** The subnets of a VPC that no table names, so that they have the main one. */
    private Set<String> withoutTable(String vpc) {
        Set<String> subnets = new HashSet<>();
        for (JsonNode subnet : snapshot.listed(Call.DESCRIBE_SUBNETS)) {
            if (subnet.path("VpcId").asText().equals(vpc)) {
                subnets.add(subnet.path("SubnetId").asText());
            }
        }
        for (JsonNode table : snapshot.listed(Call.DESCRIBE_ROUTE_TABLES)) {
            table.path("Associations").forEach(association -> subnets.remove(association.path("SubnetId").asText()));
        }
        return subnets;
    }

    private void route(String table, JsonNode route) {
        String gateway = route.path("GatewayId").asText();
        if (gateway.equals("local") || isGatewayEndpoint(gateway)) {
            return;
        }
        String destination = route.path("DestinationCidrBlock").asText(
                route.path("DestinationPrefixListId").asText(route.path("DestinationIpv6CidrBlock").asText()));
        Properties properties = new Properties().with("RouteTableId", Resources.ref(table)).copy(route,
                "DestinationCidrBlock", "DestinationPrefixListId", "DestinationIpv6CidrBlock").copy(route, TARGETS);
        if (gateway.startsWith("igw-")) {
            properties.with("GatewayId", internetGateway(gateway, route));
        } else {
            properties.with("GatewayId", gateway);
        }
        if (route.has("NatGatewayId")) {
            properties.with("NatGatewayId", natGateway(route.path("NatGatewayId").asText(), route));
        }
        resources.add(table + " " + destination, "AWS::EC2::Route", properties);
    }

    private Tree internetGateway(String id, JsonNode route) {
        if (!snapshot.listed(Call.DESCRIBE_INTERNET_GATEWAYS, "InternetGatewayId", id).isAbsent()) {
            return resources.to(Call.DESCRIBE_INTERNET_GATEWAYS, "InternetGatewayId", id);
        }
        return gone(id, route, "AWS::EC2::InternetGateway", new Properties());
    }

    private Tree natGateway(String id, JsonNode route) {
        if (!snapshot.listed(Call.DESCRIBE_NAT_GATEWAYS, "NatGatewayId", id).isAbsent()) {
            return resources.to(Call.DESCRIBE_NAT_GATEWAYS, "NatGatewayId", id);
        }
        return gone(id, route, "AWS::EC2::NatGateway", new Properties().with("State", "deleted"));
    }

    /** EC2 calls a route to what is gone a black hole. What isn't listed and isn't gone belongs to another account. */
    private Tree gone(String id, JsonNode route, String type, Properties properties) {
        if (!route.path("State").asText().equals("blackhole")) {
            return new Tree.Unclear("`" + id + "`, which isn't listed in this account,",
                    "ask with credentials of the account that owns the VPC");
        }
        resources.add(id, type, properties);
        return Resources.ref(id);
    }

    // Its routes lead to S3 or DynamoDB only.
    private boolean isGatewayEndpoint(String id) {
        return snapshot.listed(Call.DESCRIBE_VPC_ENDPOINTS, "VpcEndpointId", id).known()
                .filter(endpoint -> endpoint.path("VpcEndpointType").asText().equals("Gateway")).isPresent();
    }

    private void acl(JsonNode acl) {
        String id = acl.path("NetworkAclId").asText();
        resources.add(id, "AWS::EC2::NetworkAcl", new Properties().with("VpcId",
                resources.to(Call.DESCRIBE_VPCS, "VpcId", acl.path("VpcId").asText())));
        for (JsonNode association : acl.path("Associations")) {
            String subnet = association.path("SubnetId").asText();
            resources.add(id + " for " + subnet, "AWS::EC2::SubnetNetworkAclAssociation",
                    new Properties().with("SubnetId", resources.to(Call.DESCRIBE_SUBNETS, "SubnetId", subnet))
                            .with("NetworkAclId", Resources.ref(id)));
        }
        for (JsonNode entry : acl.path("Entries")) {
            resources.add(id + (entry.path("Egress").asBoolean() ? " out " : " in ") + entry.path("RuleNumber").asText()
                    + entry.path("Ipv6CidrBlock").asText(), "AWS::EC2::NetworkAclEntry", entry(id, entry));
        }
    }

    private static Properties entry(String acl, JsonNode entry) {
        return new Properties().with("NetworkAclId", Resources.ref(acl)).copy(entry, "Egress", "RuleNumber", "Protocol",
                "RuleAction", "CidrBlock", "Ipv6CidrBlock", "PortRange");
    }
}
