package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.template.Tree;

/** VPCs with their subnets and gateways, and what decides about names in them. */
final class VpcResources {
    private final Resources resources;
    private final Snapshot snapshot;

    VpcResources(Resources resources) {
        this.resources = resources;
        this.snapshot = resources.snapshot();
    }

    void add() {
        snapshot.listed(Call.DESCRIBE_VPCS).forEach(this::vpc);
        snapshot.listed(Call.DESCRIBE_SUBNETS).forEach(this::subnet);
        snapshot.listed(Call.DESCRIBE_INTERNET_GATEWAYS).forEach(this::internetGateway);
        snapshot.listed(Call.DESCRIBE_NAT_GATEWAYS).forEach(this::natGateway);
        blockPublicAccess();
    }

    private void vpc(JsonNode vpc) {
        String id = vpc.path("VpcId").asText();
        resources.add(id, "AWS::EC2::VPC", new Properties().copy(vpc, "CidrBlock")
                .with("EnableDnsSupport", attribute(id, "enableDnsSupport", "EnableDnsSupport"))
                .with("EnableDnsHostnames", attribute(id, "enableDnsHostnames", "EnableDnsHostnames")));
        for (JsonNode block : vpc.path("CidrBlockAssociationSet")) {
            boolean first = block.path("CidrBlock").equals(vpc.path("CidrBlock"));
            if (!first && block.path("CidrBlockState").path("State").asText().equals("associated")) {
                resources.add(id + " " + block.path("CidrBlock").asText(), "AWS::EC2::VPCCidrBlock",
                        new Properties().with("VpcId", Resources.ref(id)).copy(block, "CidrBlock"));
            }
        }
        dhcpOptions(id, vpc.path("DhcpOptionsId").asText());
    }

    private Tree attribute(String vpc, String name, String member) {
        return switch (snapshot.seen(Call.DESCRIBE_VPC_ATTRIBUTE, "VpcId", vpc, "Attribute", name)) {
            case Seen.Known<JsonNode>(JsonNode output) -> Tree.text(output.path(member).path("Value").asText());
            case Seen.Absent<JsonNode> absent -> new Tree.Nothing();
            case Seen.Unread<JsonNode> unread -> Resources.unclear(name + " of `" + vpc + "`", unread);
        };
    }

    private void dhcpOptions(String vpc, String id) {
        if (id.isEmpty() || id.equals("default")) {
            return;
        }
        Seen<JsonNode> options = snapshot.listed(Call.DESCRIBE_DHCP_OPTIONS, "DhcpOptionsId", id);
        resources.add(
                options.unread().map(unread -> Resources.named("DHCP options " + id, unread))
                        .orElse(id + " for " + vpc),
                "AWS::EC2::VPCDHCPOptionsAssociation", new Properties().with("VpcId", Resources.ref(vpc))
                        .with("DhcpOptionsId", resources.to(Call.DESCRIBE_DHCP_OPTIONS, "DhcpOptionsId", id)));
        options.known().ifPresent(known -> resources.add(id, "AWS::EC2::DHCPOptions",
                new Properties().with("DomainNameServers", servers(known))));
    }

    private static List<Tree> servers(JsonNode options) {
        List<Tree> servers = new ArrayList<>();
        for (JsonNode option : options.path("DhcpConfigurations")) {
            if (option.path("Key").asText().equals("domain-name-servers")) {
                option.path("Values").forEach(value -> servers.add(Tree.text(value.path("Value").asText())));
            }
        }
        return servers.isEmpty() ? List.of(Tree.text("AmazonProvidedDNS")) : servers;
    }

    private void subnet(JsonNode subnet) {
        resources.add(subnet.path("SubnetId").asText(), "AWS::EC2::Subnet",
                new Properties().with("VpcId", vpcOf(subnet)).copy(subnet, "CidrBlock", "AvailabilityZone"));
    }

    private void internetGateway(JsonNode gateway) {
        String id = gateway.path("InternetGatewayId").asText();
        resources.add(id, "AWS::EC2::InternetGateway", new Properties());
        for (JsonNode attachment : gateway.path("Attachments")) {
            // For an internet gateway the state "available" means attached.
            if (attachment.path("State").asText().matches("available|attached")) {
                resources.add(id + " in " + attachment.path("VpcId").asText(), "AWS::EC2::VPCGatewayAttachment",
                        new Properties().with("VpcId", vpcOf(attachment)).with("InternetGatewayId", Resources.ref(id)));
            }
        }
    }

    private void natGateway(JsonNode gateway) {
        Optional<String> address = Optional.empty();
        for (JsonNode one : gateway.path("NatGatewayAddresses")) {
            address = address.or(() -> Optional.of(one.path("AllocationId").asText()).filter(id -> !id.isEmpty()));
        }
        Properties properties = new Properties().copy(gateway, "State", "ConnectivityType", "AvailabilityMode")
                .with("AllocationId", address.orElse(""));
        // a regional one is in no subnet
        if (gateway.path("SubnetId").isTextual()) {
            properties.with("SubnetId",
                    resources.to(Call.DESCRIBE_SUBNETS, "SubnetId", gateway.path("SubnetId").asText()));
        }
        resources.add(gateway.path("NatGatewayId").asText(), "AWS::EC2::NatGateway", properties);
    }

    private void blockPublicAccess() {
        Seen<JsonNode> answer = snapshot.seen(Call.DESCRIBE_VPC_BLOCK_PUBLIC_ACCESS_OPTIONS);
        Optional<Seen.Unread<JsonNode>> unread = answer.unread()
                .filter(failed -> !failed.code().equals(Seen.NOT_ASKED));
        boolean on = answer.known().filter(output -> !output.path("VpcBlockPublicAccessOptions")
                .path("InternetGatewayBlockMode").asText("off").equals("off")).isPresent();
        if (on || unread.isPresent()) {
            resources.add(unread.map(failed -> Resources.named("of the Region", failed)).orElse("of the Region"),
                    "AWS::EC2::VPCBlockPublicAccessOptions", new Properties());
        }
    }

    private Tree vpcOf(JsonNode item) {
        return resources.to(Call.DESCRIBE_VPCS, "VpcId", item.path("VpcId").asText());
    }
}
