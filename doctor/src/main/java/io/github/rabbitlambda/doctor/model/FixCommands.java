package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * A fix of a live template as commands of the AWS CLI, for a POSIX shell. What one change makes and a later one refers to is
 * in a variable of the shell. A change that no single command makes, such as another subnet of a broker, has none.
 */
final class FixCommands {
    private final Tree.Mapping template;
    private final String region;
    /** What was made by an earlier command, by its id in the template: the variable that holds its real id. */
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();

    private FixCommands(Tree.Mapping template, String region) {
        this.template = template;
        this.region = region;
    }

    /** The commands; empty if one of the changes has none. */
    static List<String> of(Fix fix, Tree.Mapping template, String region) {
        FixCommands writer = new FixCommands(template, region);
        return fix.changes().stream().allMatch(writer::add) ? List.copyOf(writer.commands) : List.of();
    }

    private boolean add(Fix.Change change) {
        List<String> steps = List.of(change.pointer().substring(1).split("/")).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~")).toList();
        Optional<CommandLine> command = steps.size() == 2
                ? made(steps.get(1), JsonReader.read(change.json()).asMapping())
                : changed(steps, change);
        command.ifPresent(line -> commands.add(line.text()));
        return command.isPresent();
    }

    private Optional<CommandLine> made(String id, Tree.Mapping resource) {
        Tree.Mapping given = resource.entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty);
        return switch (resource.entry("Type").flatMap(Tree::asText).orElse("")) {
            case "AWS::EC2::SecurityGroup" -> Optional.of(group(id, given));
            case "AWS::EC2::SecurityGroupIngress" -> Optional.of(rule("ingress", text(given, "GroupId"), given));
            case "AWS::EC2::SecurityGroupEgress" -> Optional.of(rule("egress", text(given, "GroupId"), given));
            case "AWS::EC2::VPCEndpoint" -> Optional.of(endpoint(given));
            case "AWS::EC2::Route" -> Optional.of(route(given));
            case "AWS::EC2::NetworkAclEntry" -> Optional.of(aclEntry(given));
            default -> Optional.empty();
        };
    }

    private CommandLine group(String id, Tree.Mapping given) {
        String variable = "GROUP" + (variables.size() + 1);
        CommandLine group = ec2("create-security-group").with("--group-name", id)
                .with("--description", text(given, "GroupDescription")).with("--vpc-id", text(given, "VpcId"))
                .with("--query", "GroupId").with("--output", "text").into(variable);
        variables.put(id, "$" + variable);
        for (Tree rule : given.entry("SecurityGroupIngress").map(Tree::asItems).orElse(List.of())) {
            group = group.then(rule("ingress", "$" + variable, rule.asMapping()));
        }
        return group;
    }

    private CommandLine rule(String direction, String group, Tree.Mapping rule) {
        String peer = text(rule, direction.equals("ingress") ? "SourceSecurityGroupId" : "DestinationSecurityGroupId");
        return ec2("authorize-security-group-" + direction).with("--group-id", group).with("--ip-permissions",
                "IpProtocol=" + text(rule, "IpProtocol") + ",FromPort=" + text(rule, "FromPort") + ",ToPort="
                        + text(rule, "ToPort") + "," + (peer.isEmpty()
                                ? "IpRanges=[{CidrIp=" + text(rule, "CidrIp") + "}]"
                                : "UserIdGroupPairs=[{GroupId=" + peer + "}]"));
    }

    private CommandLine endpoint(Tree.Mapping given) {
        return ec2("create-vpc-endpoint").with("--vpc-id", text(given, "VpcId"))
                .with("--vpc-endpoint-type", "Interface")
                .with("--service-name", text(given, "ServiceName")).with("--private-dns-enabled")
                .with("--subnet-ids", texts(given, "SubnetIds")).with("--security-group-ids",
                        texts(given, "SecurityGroupIds"));
    }

    private CommandLine route(Tree.Mapping given) {
        return ec2("create-route").with("--route-table-id", text(given, "RouteTableId"))
                .with("--destination-cidr-block", text(given, "DestinationCidrBlock"))
                .with(given.entry("NatGatewayId").isPresent() ? "--nat-gateway-id" : "--gateway-id",
                        text(given, "NatGatewayId") + text(given, "GatewayId"));
    }

    private CommandLine aclEntry(Tree.Mapping given) {
        Tree.Mapping ports = given.entry("PortRange").map(Tree::asMapping).orElseGet(Tree::empty);
        return ec2("create-network-acl-entry").with("--network-acl-id", text(given, "NetworkAclId"))
                .with(text(given, "Egress").equals("true") ? "--egress" : "--ingress")
                .with("--rule-number", text(given, "RuleNumber")).with("--protocol", text(given, "Protocol"))
                .with("--rule-action", text(given, "RuleAction")).with("--cidr-block", text(given, "CidrBlock"))
                .with("--port-range", "From=" + text(ports, "From") + ",To=" + text(ports, "To"));
    }

    private Optional<CommandLine> changed(List<String> steps, Fix.Change change) {
        String id = steps.get(1);
        String property = steps.size() > 3 ? steps.get(3) : "";
        return switch (property) {
            case "EnableDnsSupport" -> Optional.of(vpc(id).with("--enable-dns-support"));
            case "EnableDnsHostnames" -> Optional.of(vpc(id).with("--enable-dns-hostnames"));
            case "PrivateDnsEnabled" -> Optional.of(endpoint(id)
                    .with(change.json().equals("true") ? "--private-dns-enabled" : "--no-private-dns-enabled"));
            case "PolicyDocument" ->
                Optional.of(endpoint(id).with("--policy-document", document(id, property, change)));
            case "Policies" -> rolePolicy(id, steps, JsonReader.read(change.json()).asMapping());
            case "AssumeRolePolicyDocument" -> Optional.of(iam("update-assume-role-policy").with("--role-name", id)
                    .with("--policy-document", document(id, property, change)));
            case "ResourcePolicy" -> Optional.of(new CommandLine(region, "secretsmanager", "put-resource-policy")
                    .with("--secret-id", text(properties(template, id), "SecretId"))
                    .with("--resource-policy", document(id, property, change)));
            case "KeyPolicy" -> Optional.of(new CommandLine(region, "kms", "put-key-policy").with("--key-id", id)
                    .with("--policy-name", "default").with("--policy", document(id, property, change)));
            case "Timeout" -> Optional.of(new CommandLine(region, "lambda", "update-function-configuration")
                    .with("--function-name", id).with("--timeout", change.json()));
            default -> Optional.empty();
        };
    }

    // Only a whole policy that is added: a statement in the middle of one is for an editor.
    private Optional<CommandLine> rolePolicy(String role, List<String> steps, Tree.Mapping policy) {
        return policy.entry("PolicyDocument").filter(document -> steps.size() == 5)
                .map(document -> iam("put-role-policy").with("--role-name", role)
                        .with("--policy-name", text(policy, "PolicyName"))
                        .with("--policy-document", json(document)));
    }

    private CommandLine ec2(String operation) {
        return new CommandLine(region, "ec2", operation);
    }

    private CommandLine vpc(String id) {
        return ec2("modify-vpc-attribute").with("--vpc-id", id);
    }

    private CommandLine endpoint(String id) {
        return ec2("modify-vpc-endpoint").with("--vpc-endpoint-id", id);
    }

    private static CommandLine iam(String operation) {
        return new CommandLine("", "iam", operation);
    }

    /** A whole document as it is after the change. */
    private String document(String id, String property, Fix.Change change) {
        Tree.Mapping patched = change.patch().applyTo(template).asMapping();
        return json(properties(patched, id).entry(property).orElseGet(Tree::empty));
    }

    private static Tree.Mapping properties(Tree.Mapping template, String id) {
        return template.entry("Resources").flatMap(all -> all.asMapping().entry(id))
                .flatMap(resource -> resource.asMapping().entry("Properties")).map(Tree::asMapping)
                .orElseGet(Tree::empty);
    }

    private String text(Tree.Mapping fields, String name) {
        return fields.entry(name).map(this::text).orElse("");
    }

    private String[] texts(Tree.Mapping fields, String name) {
        return fields.entry(name).map(Tree::asItems).orElse(List.of()).stream().map(this::text).toArray(String[]::new);
    }

    private String json(Tree document) {
        return JsonText.of(new References(template, region, variables).resolved(document)).replaceAll("\\n\\s*", "");
    }

    private String text(Tree value) {
        return new References(template, region, variables).text(value);
    }
}
