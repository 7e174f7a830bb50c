package io.github.rabbitlambda.doctor.model;

import static io.github.rabbitlambda.doctor.model.DeployedNetwork.ANYWHERE;
import static io.github.rabbitlambda.doctor.model.DeployedTemplate.object;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;

/** What EC2 answers about the network ACLs of a VPC, with its default one. */
final class DeployedAcls {
    private final DeployedTemplate deployed;
    private final PhysicalIds ids;
    private final DeployedNetwork network;

    DeployedAcls(DeployedTemplate deployed, DeployedNetwork network) {
        this.deployed = deployed;
        this.ids = deployed.ids();
        this.network = network;
    }

    void answer(String logicalVpc, String vpc) {
        deployed.list(Call.DESCRIBE_NETWORK_ACLS, acls(logicalVpc, vpc), "vpc-id", vpc);
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
        for (ObjectNode subnet : network.subnets(vpc)) {
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
}
