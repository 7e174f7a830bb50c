package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.DeployedTemplate.object;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** What EC2 answers about the route tables of a VPC and the gateways that they lead to. */
final class DeployedRoutes {
    private final DeployedTemplate deployed;
    private final PhysicalIds ids;
    private final DeployedNetwork network;

    DeployedRoutes(DeployedTemplate deployed, DeployedNetwork network) {
        this.deployed = deployed;
        this.ids = deployed.ids();
        this.network = network;
    }

    void answer(String logicalVpc, String vpc, JsonNode properties) {
        deployed.list(Call.DESCRIBE_ROUTE_TABLES, tables(logicalVpc, vpc, properties), "vpc-id", vpc);
        deployed.list(Call.DESCRIBE_INTERNET_GATEWAYS, internetGateways(vpc), "attachment.vpc-id", vpc);
        deployed.list(Call.DESCRIBE_NAT_GATEWAYS, natGateways(vpc), "vpc-id", vpc);
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
                network.subnets(vpc).stream().map(subnet -> subnet.path("SubnetId").asText()).toList());
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
}
