package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.DeployedNetwork.ANYWHERE;
import static io.github.rabbitlambda.doctor.model.DeployedTemplate.object;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** What EC2 answers about the security groups of a template, with the default one of each VPC. */
final class DeployedGroups {
    private final DeployedTemplate deployed;
    private final PhysicalIds ids;

    DeployedGroups(DeployedTemplate deployed) {
        this.deployed = deployed;
        this.ids = deployed.ids();
    }

    void answer() {
        deployed.list(Call.DESCRIBE_SECURITY_GROUPS, groups(), "group-id", "all");
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
