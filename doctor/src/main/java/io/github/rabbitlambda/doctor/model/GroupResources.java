package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.template.Tree;

/** Security groups with their rules, and the VPC endpoints that have them. */
final class GroupResources {
    /** A group without a rule for what goes out lets nothing out; a template's group without one lets everything out. */
    private static final Tree NOTHING_OUT = Tree.mapping("IpProtocol", "icmp", "FromPort", 252, "ToPort", 86, "CidrIp",
            "255.255.255.255/32");

    private final Resources resources;
    private final Snapshot snapshot;

    GroupResources(Resources resources) {
        this.resources = resources;
        this.snapshot = resources.snapshot();
    }

    void add() {
        snapshot.listed(Call.DESCRIBE_SECURITY_GROUPS).forEach(this::group);
        snapshot.listed(Call.DESCRIBE_VPC_ENDPOINTS).forEach(this::endpoint);
        snapshot.listed(Call.DESCRIBE_VPCS).forEach(this::hiddenEndpoints);
    }

    private void hiddenEndpoints(JsonNode vpc) {
        String id = vpc.path("VpcId").asText();
        String owner = vpc.path("OwnerId").asText();
        snapshot.unread(Call.DESCRIBE_VPC_ENDPOINTS).flatMap(Seen::unread)
                .ifPresent(unread -> unseenEndpoints(id, Resources.unclear("the endpoints of `" + id + "`", unread)));
        // whoever shares a VPC doesn't list its owner's endpoints
        if (!owner.isEmpty() && !owner.equals(LiveTemplate.account(snapshot))) {
            unseenEndpoints(id,
                    new Tree.Unclear("the endpoints of `" + id + "`, which belongs to account " + owner + ",",
                            "ask with credentials of that account"));
        }
    }

    private void group(JsonNode group) {
        List<Tree> out = rules(group.path("IpPermissionsEgress"), "Destination");
        resources.add(group.path("GroupId").asText(), "AWS::EC2::SecurityGroup", new Properties()
                .with("VpcId", resources.to(Call.DESCRIBE_VPCS, "VpcId", group.path("VpcId").asText()))
                .with("SecurityGroupIngress", rules(group.path("IpPermissions"), "Source"))
                .with("SecurityGroupEgress", out.isEmpty() ? List.of(NOTHING_OUT) : out));
    }

    private List<Tree> rules(JsonNode permissions, String peer) {
        List<Tree> rules = new ArrayList<>();
        for (JsonNode permission : permissions) {
            permission.path("IpRanges").forEach(
                    range -> rules.add(ports(permission).with("CidrIp", range.path("CidrIp").asText()).tree()));
            permission.path("UserIdGroupPairs")
                    .forEach(pair -> rules.add(ports(permission).with(peer + "SecurityGroupId",
                            resources.to(Call.DESCRIBE_SECURITY_GROUPS, "GroupId", pair.path("GroupId").asText()))
                            .tree()));
            permission.path("PrefixListIds").forEach(list -> rules.add(
                    ports(permission).with(peer + "PrefixListId", list.path("PrefixListId").asText()).tree()));
        }
        return rules;
    }

    private static Properties ports(JsonNode permission) {
        return new Properties().copy(permission, "IpProtocol", "FromPort", "ToPort");
    }

    private void endpoint(JsonNode endpoint) {
        // One that is being made or removed is no route; "available" is written in small letters and in large ones.
        if (!endpoint.path("State").asText().equalsIgnoreCase("available")) {
            return;
        }
        String id = endpoint.path("VpcEndpointId").asText();
        List<Tree> groups = new ArrayList<>();
        endpoint.path("Groups").forEach(group -> groups
                .add(resources.to(Call.DESCRIBE_SECURITY_GROUPS, "GroupId", group.path("GroupId").asText())));
        Properties properties = new Properties()
                .copy(endpoint, "VpcEndpointType", "ServiceName", "PrivateDnsEnabled", "IpAddressType")
                .with("VpcId", resources.to(Call.DESCRIBE_VPCS, "VpcId", endpoint.path("VpcId").asText()))
                .with("SubnetIds", resources.to(Call.DESCRIBE_SUBNETS, "SubnetId", endpoint.path("SubnetIds")))
                .with("SecurityGroupIds", groups);
        Tree policy = Resources.parsed("the policy of `" + id + "`", endpoint.path("PolicyDocument").asText());
        resources.add(id, "AWS::EC2::VPCEndpoint",
                policy instanceof Tree.Nothing ? properties : properties.with("PolicyDocument", policy));
    }

    private void unseenEndpoints(String vpc, Tree unseen) {
        resources.add("the endpoints of " + vpc, "AWS::EC2::VPCEndpoint",
                new Properties().with("VpcId", Resources.ref(vpc)).with("ServiceName", unseen)
                        .with("VpcEndpointType", unseen).with("PrivateDnsEnabled", unseen)
                        .with("SubnetIds", List.of(unseen)).with("SecurityGroupIds", List.of(unseen)));
    }
}
