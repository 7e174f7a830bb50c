package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.DeployedTemplate.object;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** What EC2 answers about the VPCs of a template: with the defaults that each VPC, group, table and ACL has. */
final class DeployedNetwork {
    private static final String ANYWHERE = "0.0.0.0/0";

    private final DeployedTemplate deployed;
    private final PhysicalIds ids;

    DeployedNetwork(DeployedTemplate deployed) {
        this.deployed = deployed;
        this.ids = deployed.ids();
    }

    void answer() {
        deployed.each("AWS::EC2::VPC", (id, vpc) -> vpc(id, vpc));
        deployed.list(Call.DESCRIBE_SECURITY_GROUPS, groups(), "group-id", "all");
        deployed.answer(Call.DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS, object().set("VpcBlockPublicAccessOptions",
                object().put("InternetGatewayBlockMode", "off")));
    }

    private void vpc(String logicalId, JsonNode vpc) {
        String id = ids.of(logicalId);
        deployed.list(Call.DESCRIBE_VPCS,
                List.of(object().put("VpcId", id).put("CidrBlock", vpc.path("CidrBlock").asText()).put("DhcpOptionsId",
                        "dopt-0f00000000000000f")),
                "vpc-id", id);
        deployed.list(Call.DESCRIBE_DHCP_OPTIONS, List.of(dhcp()), "dhcp-options-id", "dopt-0f00000000000000f");
        attribute(id, "enableDnsSupport", "EnableDnsSupport", vpc.path("EnableDnsSupport").asBoolean(true));
        attribute(id, "enableDnsHostnames", "EnableDnsHostnames", vpc.path("EnableDnsHostnames").asBoolean(false));
        deployed.list(Call.DESCRIBE_SUBNETS, subnets(id), "vpc-id", id);
        deployed.list(Call.DESCRIBE_ROUTE_TABLES, tables(logicalId, id, vpc), "vpc-id", id);
        deployed.list(Call.DESCRIBE_INTERNET_GATEWAYS, internetGateways(id), "attachment.vpc-id", id);
        deployed.list(Call.DESCRIBE_NAT_GATEWAYS, natGateways(id), "vpc-id", id);
        deployed.list(Call.DESCRIBE_NETWORK_ACLS, acls(logicalId, id), "vpc-id", id);
        deployed.list(Call.DESCRIBE_VPC_ENDPOINTS, endpoints(logicalId, id), "vpc-id", id);
    }

    private static ObjectNode dhcp() {
        ObjectNode servers = object().put("Key", "domain-name-servers");
        servers.putArray("Values").addObject().put("Value", "AmazonProvidedDNS");
        ObjectNode options = object().put("DhcpOptionsId", "dopt-0f00000000000000f");
        options.putArray("DhcpConfigurations").add(servers);
        return options;
    }

    private void attribute(String vpc, String name, String member, boolean value) {
        deployed.answer(Call.DESCRIBE_VPC_ATTRIBUTE,
                object().put("VpcId", vpc).set(member, object().put("Value", value)), "VpcId", vpc, "Attribute", name);
    }

    private List<ObjectNode> subnets(String vpc) {
        List<ObjectNode> subnets = new ArrayList<>();
        deployed.each("AWS::EC2::Subnet", (id, subnet) -> {
            if (subnet.path("VpcId").asText().equals(vpc)) {
                subnets.add(object().put("SubnetId", ids.of(id)).put("VpcId", vpc)
                        .put("CidrBlock", subnet.path("CidrBlock").asText())
                        .put("AvailabilityZone", subnet.path("AvailabilityZone").asText())
                        .put("AvailableIpAddressCount", 200));
            }
        });
        return subnets;
    }

    private List<ObjectNode> tables(String logicalVpc, String vpc, JsonNode properties) {
        List<ObjectNode> tables = new ArrayList<>();
        ObjectNode main = table(ids.mainTable(logicalVpc), vpc, properties.path("CidrBlock").asText());
        ((ArrayNode) main.path("Associations")).addObject().put("Main", true).put("RouteTableId",
                ids.mainTable(logicalVpc));
        tables.add(main);
        deployed.each("AWS::EC2::RouteTable", (id, table) -> {
            if (table.path("VpcId").asText().equals(vpc)) {
                ObjectNode made = table(ids.of(id), vpc, properties.path("CidrBlock").asText());
                associate(made, ids.of(id));
                routes((ArrayNode) made.path("Routes"), ids.of(id), vpc);
                tables.add(made);
            }
        });
        return tables;
    }

    private static ObjectNode table(String id, String vpc, String block) {
        ObjectNode table = object().put("RouteTableId", id).put("VpcId", vpc);
        table.putArray("Routes").addObject().put("DestinationCidrBlock", block).put("GatewayId", "local").put("State",
                "active");
        table.putArray("Associations");
        return table;
    }

    private void associate(ObjectNode table, String id) {
        deployed.each("AWS::EC2::SubnetRouteTableAssociation", (name, association) -> {
            if (association.path("RouteTableId").asText().equals(id)) {
                ((ArrayNode) table.path("Associations")).addObject().put("Main", false).put("RouteTableId", id)
                        .put("SubnetId", association.path("SubnetId").asText());
            }
        });
    }

    private void routes(ArrayNode routes, String table, String vpc) {
        deployed.each("AWS::EC2::Route", (name, route) -> {
            if (route.path("RouteTableId").asText().equals(table)) {
                ObjectNode made = routes.addObject().put("State", state(route, vpc));
                route.properties().stream().filter(entry -> !entry.getKey().equals("RouteTableId"))
                        .forEach(entry -> made.set(entry.getKey(), entry.getValue()));
            }
        });
    }

    private String state(JsonNode route, String vpc) {
        String nat = route.path("NatGatewayId").asText();
        if (!nat.isEmpty()
                && natGateways(vpc).stream().noneMatch(made -> made.path("NatGatewayId").asText().equals(nat))) {
            throw new Evaluation.NotDeployable("a route leads to a NAT gateway of its own VPC");
        }
        String gateway = route.path("GatewayId").asText();
        return gateway.startsWith("igw-") && internetGateways(vpc).stream()
                .noneMatch(made -> made.path("InternetGatewayId").asText().equals(gateway)) ? "blackhole" : "active";
    }

    private List<ObjectNode> internetGateways(String vpc) {
        List<ObjectNode> gateways = new ArrayList<>();
        deployed.each("AWS::EC2::VPCGatewayAttachment", (name, attachment) -> {
            if (attachment.path("VpcId").asText().equals(vpc)) {
                ObjectNode gateway = object().put("InternetGatewayId", attachment.path("InternetGatewayId").asText());
                gateway.putArray("Attachments").addObject().put("State", "available").put("VpcId", vpc);
                gateways.add(gateway);
            }
        });
        return gateways;
    }

    private List<ObjectNode> natGateways(String vpc) {
        Set<String> subnets = new HashSet<>(
                subnets(vpc).stream().map(subnet -> subnet.path("SubnetId").asText()).toList());
        List<ObjectNode> gateways = new ArrayList<>();
        deployed.each("AWS::EC2::NatGateway", (id, gateway) -> {
            if (subnets.contains(gateway.path("SubnetId").asText())) {
                ObjectNode made = object().put("NatGatewayId", ids.of(id)).put("VpcId", vpc).put("State", "available")
                        .put("SubnetId", gateway.path("SubnetId").asText())
                        .put("ConnectivityType", gateway.path("ConnectivityType").asText("public"));
                made.putArray("NatGatewayAddresses").addObject().put("AllocationId",
                        gateway.path("AllocationId").asText());
                gateways.add(made);
            }
        });
        return gateways;
    }

    private List<ObjectNode> acls(String logicalVpc, String vpc) {
        List<ObjectNode> acls = new ArrayList<>();
        Set<String> associated = new HashSet<>();
        deployed.each("AWS::EC2::NetworkAcl", (id, acl) -> {
            if (acl.path("VpcId").asText().equals(vpc)) {
                acls.add(acl(ids.of(id), vpc, associated));
            }
        });
        ObjectNode standard = acl(ids.defaultAcl(logicalVpc), vpc, associated);
        for (ObjectNode subnet : subnets(vpc)) {
            if (!associated.contains(subnet.path("SubnetId").asText())) {
                ((ArrayNode) standard.path("Associations")).addObject().put("SubnetId",
                        subnet.path("SubnetId").asText());
            }
        }
        entry(standard, true, 100, "allow");
        entry(standard, false, 100, "allow");
        acls.add(standard);
        return acls;
    }

    private ObjectNode acl(String id, String vpc, Set<String> associated) {
        ObjectNode acl = object().put("NetworkAclId", id).put("VpcId", vpc);
        ArrayNode associations = acl.putArray("Associations");
        ArrayNode entries = acl.putArray("Entries");
        deployed.each("AWS::EC2::SubnetNetworkAclAssociation", (name, association) -> {
            if (association.path("NetworkAclId").asText().equals(id)) {
                associations.addObject().put("SubnetId", association.path("SubnetId").asText());
                associated.add(association.path("SubnetId").asText());
            }
        });
        deployed.each("AWS::EC2::NetworkAclEntry", (name, entry) -> {
            if (entry.path("NetworkAclId").asText().equals(id)) {
                ObjectNode made = entries.addObject().put("Egress", entry.path("Egress").asBoolean(false));
                entry.properties().stream().filter(field -> !field.getKey().matches("NetworkAclId|Egress"))
                        .forEach(field -> made.set(field.getKey(), field.getValue()));
            }
        });
        entry(acl, true, 32767, "deny");
        entry(acl, false, 32767, "deny");
        return acl;
    }

    private static void entry(ObjectNode acl, boolean egress, int number, String action) {
        ((ArrayNode) acl.path("Entries")).addObject().put("Egress", egress).put("RuleNumber", number)
                .put("Protocol", "-1").put("RuleAction", action).put("CidrBlock", ANYWHERE);
    }

    private List<ObjectNode> endpoints(String logicalVpc, String vpc) {
        List<ObjectNode> endpoints = new ArrayList<>();
        deployed.each("AWS::EC2::VPCEndpoint", (id, given) -> {
            if (given.path("VpcId").asText().equals(vpc)) {
                ObjectNode endpoint = object().put("VpcEndpointId", ids.of(id)).put("VpcId", vpc)
                        .put("State", "available")
                        .put("ServiceName", given.path("ServiceName").asText())
                        .put("VpcEndpointType", given.path("VpcEndpointType").asText("Gateway"))
                        .put("PrivateDnsEnabled", given.path("PrivateDnsEnabled").asBoolean(false))
                        .put("PolicyDocument", given.has("PolicyDocument")
                                ? given.path("PolicyDocument").toString()
                                : "{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}]}");
                endpoint.set("SubnetIds",
                        given.has("SubnetIds") ? given.path("SubnetIds") : JsonNodeFactory.instance.arrayNode());
                ArrayNode groups = endpoint.putArray("Groups");
                given.path("SecurityGroupIds").forEach(group -> groups.addObject().put("GroupId", group.asText()));
                if (groups.isEmpty()) {
                    groups.addObject().put("GroupId", ids.defaultGroup(logicalVpc));
                }
                endpoints.add(endpoint);
            }
        });
        return endpoints;
    }

    private List<ObjectNode> groups() {
        List<ObjectNode> groups = new ArrayList<>();
        deployed.each("AWS::EC2::VPC", (id, vpc) -> groups.add(defaultGroup(id)));
        deployed.each("AWS::EC2::SecurityGroup", (id, given) -> {
            ObjectNode group = object().put("GroupId", ids.of(id)).put("VpcId", given.path("VpcId").asText());
            ArrayNode in = group.putArray("IpPermissions");
            ArrayNode out = group.putArray("IpPermissionsEgress");
            given.path("SecurityGroupIngress").forEach(rule -> permission(in, rule, "Source"));
            given.path("SecurityGroupEgress").forEach(rule -> permission(out, rule, "Destination"));
            boolean[] standalone = {false};
            deployed.each("AWS::EC2::SecurityGroupIngress", (name, rule) -> {
                if (rule.path("GroupId").asText().equals(ids.of(id))) {
                    permission(in, rule, "Source");
                }
            });
            deployed.each("AWS::EC2::SecurityGroupEgress", (name, rule) -> {
                if (rule.path("GroupId").asText().equals(ids.of(id))) {
                    standalone[0] = true;
                    permission(out, rule, "Destination");
                }
            });
            if (given.path("SecurityGroupEgress").isEmpty() && !standalone[0]) {
                everything(out).putArray("IpRanges").addObject().put("CidrIp", ANYWHERE);
            }
            groups.add(group);
        });
        return groups;
    }

    private ObjectNode defaultGroup(String vpc) {
        ObjectNode group = object().put("GroupId", ids.defaultGroup(vpc)).put("VpcId", ids.of(vpc)).put("GroupName",
                "default");
        everything(group.putArray("IpPermissions")).putArray("UserIdGroupPairs").addObject().put("GroupId",
                ids.defaultGroup(vpc));
        everything(group.putArray("IpPermissionsEgress")).putArray("IpRanges").addObject().put("CidrIp", ANYWHERE);
        return group;
    }

    private static ObjectNode everything(ArrayNode permissions) {
        return permissions.addObject().put("IpProtocol", "-1");
    }

    private static void permission(ArrayNode permissions, JsonNode rule, String peer) {
        ObjectNode permission = permissions.addObject().put("IpProtocol", rule.path("IpProtocol").asText());
        for (String port : List.of("FromPort", "ToPort")) {
            if (rule.has(port)) {
                permission.put(port, rule.path(port).asInt());
            }
        }
        if (rule.has("CidrIp")) {
            permission.putArray("IpRanges").addObject().put("CidrIp", rule.path("CidrIp").asText());
        }
        if (rule.has(peer + "SecurityGroupId")) {
            permission.putArray("UserIdGroupPairs").addObject().put("GroupId",
                    rule.path(peer + "SecurityGroupId").asText());
        }
    }
}
