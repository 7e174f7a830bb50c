package io.github.rabbitlambda.doctor.model;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/** The commands that make a resource which a fix adds. */
record AddedResource(References references) {

    Optional<CommandLine> command(String id, Tree.Mapping resource) {
        Tree.Mapping given = resource.entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty);
        return switch (resource.entry("Type").flatMap(Tree::asText).orElse("")) {
            case "AWS::EC2::SecurityGroup" -> Optional.of(group(id, given));
            case "AWS::EC2::SecurityGroupIngress" ->
                Optional.of(rule("ingress", references.text(given, "GroupId"), given));
            case "AWS::EC2::SecurityGroupEgress" ->
                Optional.of(rule("egress", references.text(given, "GroupId"), given));
            case "AWS::EC2::VPCEndpoint" -> Optional.of(endpoint(given));
            case "AWS::EC2::Route" -> Optional.of(route(given));
            case "AWS::EC2::NetworkAclEntry" -> Optional.of(aclEntry(given));
            default -> Optional.empty();
        };
    }

    private CommandLine group(String id, Tree.Mapping given) {
        String variable = "GROUP" + (references.variables().size() + 1);
        CommandLine group = new CommandLine(references.region(), "ec2", "create-security-group")
                .with("--group-name", id)
                .with("--description", references.text(given, "GroupDescription"))
                .with("--vpc-id", references.text(given, "VpcId"))
                .with("--query", "GroupId").with("--output", "text").into(variable);
        references.variables().put(id, "$" + variable);
        for (Tree rule : given.entry("SecurityGroupIngress").map(Tree::asItems).orElse(List.of())) {
            group = group.then(rule("ingress", "$" + variable, rule.asMapping()));
        }
        return group;
    }

    private CommandLine rule(String direction, String group, Tree.Mapping rule) {
        String peer = references.text(rule,
                direction.equals("ingress") ? "SourceSecurityGroupId" : "DestinationSecurityGroupId");
        return new CommandLine(references.region(), "ec2", "authorize-security-group-" + direction)
                .with("--group-id", group).with("--ip-permissions",
                        "IpProtocol=" + references.text(rule, "IpProtocol") + ",FromPort="
                                + references.text(rule, "FromPort") + ",ToPort="
                                + references.text(rule, "ToPort") + "," + (peer.isEmpty()
                                        ? "IpRanges=[{CidrIp=" + references.text(rule, "CidrIp") + "}]"
                                        : "UserIdGroupPairs=[{GroupId=" + peer + "}]"));
    }

    private CommandLine endpoint(Tree.Mapping given) {
        return new CommandLine(references.region(), "ec2", "create-vpc-endpoint")
                .with("--vpc-id", references.text(given, "VpcId"))
                .with("--vpc-endpoint-type", "Interface")
                .with("--service-name", references.text(given, "ServiceName")).with("--private-dns-enabled")
                .with("--subnet-ids", references.texts(given, "SubnetIds")).with("--security-group-ids",
                        references.texts(given, "SecurityGroupIds"));
    }

    private CommandLine route(Tree.Mapping given) {
        return new CommandLine(references.region(), "ec2", "create-route")
                .with("--route-table-id", references.text(given, "RouteTableId"))
                .with("--destination-cidr-block", references.text(given, "DestinationCidrBlock"))
                .with(given.entry("NatGatewayId").isPresent() ? "--nat-gateway-id" : "--gateway-id",
                        references.text(given, "NatGatewayId") + references.text(given, "GatewayId"));
    }

    private CommandLine aclEntry(Tree.Mapping given) {
        Tree.Mapping ports = given.entry("PortRange").map(Tree::asMapping).orElseGet(Tree::empty);
        return new CommandLine(references.region(), "ec2", "create-network-acl-entry")
                .with("--network-acl-id", references.text(given, "NetworkAclId"))
                .with(references.text(given, "Egress").equals("true") ? "--egress" : "--ingress")
                .with("--rule-number", references.text(given, "RuleNumber"))
                .with("--protocol", references.text(given, "Protocol"))
                .with("--rule-action", references.text(given, "RuleAction"))
                .with("--cidr-block", references.text(given, "CidrBlock"))
                .with("--port-range", "From=" + references.text(ports, "From") + ",To=" + references.text(ports, "To"));
    }
}
