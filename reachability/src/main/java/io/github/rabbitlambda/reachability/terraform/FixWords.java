package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** A fix of a template as a change of Terraform's configuration, in words. */
final class FixWords {
    private static final Map<String, String> TYPES = Map.of("AWS::EC2::SecurityGroupIngress",
            "aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupEgress",
            "aws_vpc_security_group_egress_rule", "AWS::EC2::SecurityGroup", "aws_security_group",
            "AWS::EC2::VPCEndpoint", "aws_vpc_endpoint", "AWS::EC2::NetworkAclEntry", "aws_network_acl_rule",
            "AWS::EC2::Route", "aws_route");
    private static final Map<String, String> ATTRIBUTES = Map.of("GroupId", "security_group_id",
            "SourceSecurityGroupId", "referenced_security_group_id", "DestinationSecurityGroupId",
            "referenced_security_group_id", "CidrIp", "cidr_ipv4");

    private FixWords() {}

    static String of(Fix fix) {
        List<String> changes = new ArrayList<>();
        for (Fix.Change change : fix.changes()) {
            String[] path = change.pointer().split("/");
            List<String> steps = List.of(path).stream().map(step -> step.replace("~1", "/").replace("~0", "~"))
                    .toList();
            if (steps.size() == 3) {
                changes.add(resource(JsonReader.read(change.json()).asMapping()));
            } else if (steps.size() > 4) {
                changes.add(steps.get(4).equals("Policies")
                        ? policy(steps.get(2), JsonReader.read(change.json()))
                        : property(steps.get(2), steps.get(4), change));
            }
        }
        changes.removeIf(String::isEmpty);
        return Words.of(fix.summary()) + (changes.isEmpty() ? "" : ": " + String.join("; ", changes));
    }

    private static String resource(Tree.Mapping resource) {
        String type = resource.entry("Type").flatMap(Tree::asText).map(name -> TYPES.getOrDefault(name, "")).orElse("");
        List<String> arguments = new ArrayList<>();
        resource.entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty).entries()
                .forEach((name, value) -> argument(name, value, arguments));
        return type.isEmpty() ? "" : "add " + type + " with " + String.join(", ", arguments);
    }

    private static void argument(String name, Tree value, List<String> arguments) {
        if (name.equals("PortRange")) {
            value.asMapping().entries()
                    .forEach((end, port) -> arguments.add((end.equals("From") ? "from_port" : "to_port") + " = "
                            + expression(port)));
        } else if (!expression(value).isEmpty()) {
            arguments.add(ATTRIBUTES.getOrDefault(name, Words.attribute(name)) + " = " + expression(value));
        }
    }

    private static String property(String address, String property, Fix.Change change) {
        if (change.operation().equals("remove")) {
            return "remove " + Words.attribute(property) + " from " + address;
        }
        String value = expression(JsonReader.read(change.json()));
        return value.isEmpty() ? "" : "set " + Words.attribute(property) + " of " + address + " to " + value;
    }

    private static String policy(String role, Tree added) {
        Tree.Mapping statement = added.asItems().getFirst().asMapping().entry("PolicyDocument")
                .flatMap(document -> document.asMapping().entry("Statement")).map(Tree::asItems)
                .orElse(List.of(Tree.empty())).getFirst().asMapping();
        String actions = String.join(", ", statement.entry("Action").map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(action -> action.asText().stream()).toList());
        return "add aws_iam_role_policy with role = " + role + ".id, whose policy allows " + actions + " on "
                + statement.entry("Resource").map(FixWords::expression).orElse("\"*\"");
    }

    /** HCL for a literal or a reference; empty for anything else. */
    private static String expression(Tree value) {
        return switch (value) {
            case Tree.Scalar(String text) -> text.matches("true|false|-?\\d+") ? text : "\"" + text + "\"";
            case Tree.Sequence(List<Tree> items) -> list(items.stream().map(FixWords::expression).toList());
            case Tree.Mapping mapping -> reference(mapping);
            case Tree.Nothing nothing -> "";
            case Tree.Unclear unclear -> "";
        };
    }

    private static String list(List<String> items) {
        return items.contains("") ? "" : items.toString();
    }

    private static String reference(Tree.Mapping mapping) {
        if (mapping.entry("Fn::Sub").flatMap(Tree::asText).isPresent()) {
            return "\"" + mapping.entry("Fn::Sub").flatMap(Tree::asText).get().replace("${AWS::Region}", "<region>")
                    + "\"";
        }
        return mapping.entry("Ref").flatMap(Tree::asText).map(id -> id + ".id")
                .or(() -> mapping.entry("Fn::GetAtt").map(Tree::asItems).filter(parts -> parts.size() == 2)
                        .flatMap(parts -> parts.getFirst().asText().map(id -> id + attribute(parts.get(1)))))
                .orElse("");
    }

    private static String attribute(Tree attribute) {
        return attribute.equals(Tree.text("Arn")) ? ".arn" : ".id";
    }
}
