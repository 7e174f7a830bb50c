package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.DeployedTemplate.object;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** What EC2 answers about the VPCs of a template: with the defaults that each VPC, group, table and ACL has. */
final class DeployedNetwork {
    static final String ANYWHERE = "0.0.0.0/0";

    private final DeployedTemplate deployed;
    private final PhysicalIds ids;

    DeployedNetwork(DeployedTemplate deployed) {
        this.deployed = deployed;
        this.ids = deployed.ids();
    }

    void answer() {
        deployed.each("AWS::EC2::VPC", (id, vpc) -> vpc(id, vpc));
        new DeployedGroups(deployed).answer();
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
        new DeployedRoutes(deployed, this).answer(logicalId, id, vpc);
        new DeployedAcls(deployed, this).answer(logicalId, id);
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

    List<ObjectNode> subnets(String vpc) {
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
}
