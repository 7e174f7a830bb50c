package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.PlanOfTemplate.NoTerraformForm;
import io.github.rabbitlambda.reachability.PlanWriter.Attribute;
import io.github.rabbitlambda.reachability.template.Tree;

/** What an expression of a template is in Terraform: its value after the apply, and the references before it. */
final class TerraformExpressions {
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("AWS::EC2::VPC", "aws_vpc"),
            Map.entry("AWS::EC2::Subnet", "aws_subnet"), Map.entry("AWS::EC2::RouteTable", "aws_route_table"),
            Map.entry("AWS::EC2::SubnetRouteTableAssociation", "aws_route_table_association"),
            Map.entry("AWS::EC2::Route", "aws_route"), Map.entry("AWS::EC2::InternetGateway", "aws_internet_gateway"),
            Map.entry("AWS::EC2::VPCGatewayAttachment", "aws_internet_gateway_attachment"),
            Map.entry("AWS::EC2::EIP", "aws_eip"), Map.entry("AWS::EC2::NatGateway", "aws_nat_gateway"),
            Map.entry("AWS::EC2::SecurityGroup", "aws_security_group"),
            Map.entry("AWS::EC2::SecurityGroupIngress", "aws_vpc_security_group_ingress_rule"),
            Map.entry("AWS::EC2::SecurityGroupEgress", "aws_security_group_rule"),
            Map.entry("AWS::EC2::NetworkAcl", "aws_network_acl"),
            Map.entry("AWS::EC2::NetworkAclEntry", "aws_network_acl_rule"),
            Map.entry("AWS::EC2::SubnetNetworkAclAssociation", "aws_network_acl_association"),
            Map.entry("AWS::EC2::VPCEndpoint", "aws_vpc_endpoint"), Map.entry("AWS::IAM::Role", "aws_iam_role"),
            Map.entry("AWS::IAM::Policy", "aws_iam_role_policy"),
            Map.entry("AWS::Lambda::Function", "aws_lambda_function"),
            Map.entry("AWS::Lambda::EventSourceMapping", "aws_lambda_event_source_mapping"),
            Map.entry("AWS::AmazonMQ::Broker", "aws_mq_broker"),
            Map.entry("AWS::SecretsManager::Secret", "aws_secretsmanager_secret"),
            Map.entry("AWS::SecretsManager::ResourcePolicy", "aws_secretsmanager_secret_policy"),
            Map.entry("AWS::KMS::Key", "aws_kms_key"));

    private final Map<String, Tree> resources;

    TerraformExpressions(Map<String, Tree> resources) {
        this.resources = resources;
    }

    String type(String id) {
        if (!resources.containsKey(id)) {
            throw new NoTerraformForm("no reference to " + id + " is written here");
        }
        String type = resources.get(id).asMapping().entry("Type").flatMap(Tree::asText).orElseThrow();
        return Optional.of(type).filter(TYPES::containsKey)
                .orElseThrow(() -> new NoTerraformForm("Terraform has no " + type));
    }

    String address(String id) {
        return terraformType(id) + "." + id.toLowerCase(Locale.ROOT);
    }

    String terraformType(String id) {
        return TYPES.get(type(id));
    }

    static String snake(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    Attribute attribute(Tree value) {
        return new Attribute(known(value), references(value));
    }

    /** The value after the apply. */
    Tree known(Tree value) {
        if (value instanceof Tree.Sequence(List<Tree> items)) {
            return new Tree.Sequence(items.stream().map(this::known).toList());
        }
        Tree.Mapping mapping = value.asMapping();
        Optional<String> ref = mapping.entry("Ref").flatMap(Tree::asText);
        if (ref.filter(id -> id.startsWith("AWS::")).isPresent()) {
            return Tree.text(substituted("${" + ref.get() + "}"));
        }
        if (ref.isPresent()) {
            return Tree.text(type(ref.get()).equals("AWS::SecretsManager::Secret") ? arn(ref.get()) : id(ref.get()));
        }
        if (mapping.entry("Fn::GetAtt").isPresent()) {
            List<Tree> parts = mapping.entry("Fn::GetAtt").get().asItems();
            String id = parts.getFirst().asText().orElseThrow();
            return Tree.text(parts.get(1).equals(Tree.text("Arn")) ? arn(id) : id(id));
        }
        if (mapping.entry("Fn::Sub").flatMap(Tree::asText).isPresent()) {
            return Tree.text(substituted(mapping.entry("Fn::Sub").flatMap(Tree::asText).get()));
        }
        if (mapping.entry("Fn::Select").isPresent()) {
            return Tree.text("eu-central-1" + (mapping.entry("Fn::Select").get().asItems().getFirst()
                    .equals(Tree.text("0")) ? "a" : "b"));
        }
        Map<String, Tree> copy = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> copy.put(name, known(entry)));
        return value instanceof Tree.Mapping ? new Tree.Mapping(copy) : value;
    }

    private static String substituted(String text) {
        String known = text.replace("${AWS::Region}", "eu-central-1").replace("${AWS::Partition}", "aws")
                .replace("${AWS::AccountId}", "123456789012").replace("${AWS::URLSuffix}", "amazonaws.com");
        if (known.contains("${")) {
            throw new NoTerraformForm("no text with a reference is written here: " + text);
        }
        return known;
    }

    List<String> references(Tree value) {
        List<String> references = new ArrayList<>();
        if (value instanceof Tree.Sequence(List<Tree> items)) {
            items.forEach(item -> references.addAll(references(item)));
        }
        Tree.Mapping mapping = value.asMapping();
        Optional<String> ref = mapping.entry("Ref").flatMap(Tree::asText).filter(id -> !id.startsWith("AWS::"));
        Optional<List<Tree>> attribute = mapping.entry("Fn::GetAtt").map(Tree::asItems);
        if (ref.isPresent()) {
            boolean function = type(ref.get()).equals("AWS::Lambda::Function");
            references.addAll(List.of(address(ref.get()) + (function ? ".function_name" : ".id"), address(ref.get())));
        } else if (attribute.isPresent()) {
            String id = attribute.get().getFirst().asText().orElseThrow();
            boolean arn = attribute.get().get(1).equals(Tree.text("Arn"));
            references.addAll(List.of(address(id) + (arn ? ".arn" : ".id"), address(id)));
        } else {
            mapping.entries().values().forEach(entry -> references.addAll(references(entry)));
        }
        return references;
    }

    static String id(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + "-0" + "%08x".formatted(id.hashCode());
    }

    String arn(String id) {
        String name = id(id);
        String place = ":eu-central-1:123456789012:";
        return switch (type(id)) {
            case "AWS::AmazonMQ::Broker" -> "arn:aws:mq" + place + "broker:orders:" + name;
            case "AWS::SecretsManager::Secret" -> "arn:aws:secretsmanager" + place + "secret:" + name + "-AbCdEf";
            case "AWS::IAM::Role" -> "arn:aws:iam::123456789012:role/" + id.toLowerCase(Locale.ROOT) + "-role";
            case "AWS::KMS::Key" -> "arn:aws:kms" + place + "key/" + name;
            default -> "arn:aws:lambda" + place + "function:" + name;
        };
    }
}
