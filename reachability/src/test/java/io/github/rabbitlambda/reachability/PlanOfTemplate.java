package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.PlanWriter.Attribute;
import io.github.rabbitlambda.reachability.PlanWriter.Block;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;

/** A template as somebody would write it in Terraform: its plan before the first apply, or its state afterwards. */
final class PlanOfTemplate {
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
    /** What neither language calls alike; other names are the property's in small letters with underscores. */
    private static final Map<String, String> NAMES = Map.of("AWS::EC2::SecurityGroupIngress.GroupId",
            "security_group_id", "AWS::EC2::SecurityGroupEgress.GroupId", "security_group_id",
            "AWS::EC2::SecurityGroupIngress.SourceSecurityGroupId", "referenced_security_group_id",
            "AWS::EC2::SecurityGroupEgress.DestinationSecurityGroupId", "source_security_group_id",
            "AWS::EC2::SecurityGroupEgress.IpProtocol", "protocol", "AWS::EC2::SecurityGroupIngress.CidrIp",
            "cidr_ipv4", "AWS::Lambda::Function.Role", "role", "AWS::SecretsManager::ResourcePolicy.SecretId",
            "secret_arn");
    private static final String PASSWORD = "correct-horse-battery";

    /** The template says something that Terraform can't. */
    static final class NoTerraformForm extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoTerraformForm(String reason) {
            super(reason);
        }
    }

    private final Map<String, Tree> resources;
    private final PlanWriter out;
    private int documents;

    private PlanOfTemplate(Tree.Mapping template, boolean state) {
        this.resources = template.entry("Resources").orElseThrow().asMapping().entries();
        this.out = new PlanWriter(state);
        if (template.entry("Parameters").isPresent() || template.entry("Conditions").isPresent()) {
            throw new NoTerraformForm("a plan has no parameters or conditions: its values are decided");
        }
    }

    static String plan(Tree.Mapping template) {
        return new PlanOfTemplate(template, false).write();
    }

    static String state(Tree.Mapping template) {
        return new PlanOfTemplate(template, true).write();
    }

    private String write() {
        resources.forEach((id, resource) -> write(id, type(id), properties(resource),
                resource.asMapping().entry("DependsOn").map(Tree::asItems).orElse(List.of()).stream()
                        .map(item -> address(item.asText().orElseThrow())).toList()));
        return out.json();
    }

    private static Tree.Mapping properties(Tree resource) {
        return resource.asMapping().entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty);
    }

    private String type(String id) {
        if (!resources.containsKey(id)) {
            throw new NoTerraformForm("no reference to " + id + " is written here");
        }
        String type = resources.get(id).asMapping().entry("Type").flatMap(Tree::asText).orElseThrow();
        return Optional.of(type).filter(TYPES::containsKey)
                .orElseThrow(() -> new NoTerraformForm("Terraform has no " + type));
    }

    private String address(String id) {
        return TYPES.get(type(id)) + "." + id.toLowerCase(Locale.ROOT);
    }

    private void write(String id, String type, Tree.Mapping properties, List<String> dependsOn) {
        Block block = out.block().computed("id", id(id));
        switch (type) {
            case "AWS::EC2::SecurityGroup" -> group(properties, block);
            case "AWS::EC2::SecurityGroupEgress" -> plain(type, properties, block.with("type", "egress"));
            case "AWS::EC2::NetworkAclEntry" -> aclRule(type, properties, block);
            case "AWS::IAM::Role" -> role(id, properties, block.computed("arn", arn(id)));
            case "AWS::IAM::Policy" -> rolePolicy(properties, block);
            case "AWS::AmazonMQ::Broker" -> broker(type, properties, block.computed("arn", arn(id)));
            case "AWS::SecretsManager::Secret" -> secret(id, type, properties, block.computed("arn", arn(id)));
            case "AWS::Lambda::EventSourceMapping" -> mapping(properties, block);
            case "AWS::EC2::VPCEndpoint" -> plain(type, properties, block.with("policy",
                    properties.entry("PolicyDocument").<Object>map(this::policy).orElse(new Tree.Nothing())));
            case "AWS::KMS::Key" -> block.computed("arn", arn(id)).with("policy",
                    properties.entry("KeyPolicy").<Object>map(this::policy).orElse(new Tree.Nothing()));
            case "AWS::SecretsManager::ResourcePolicy" -> plain(type, properties, block.with("policy",
                    policy(properties.entry("ResourcePolicy").orElseThrow())));
            default -> plain(type, properties, block);
        }
        out.add(TYPES.get(type), id.toLowerCase(Locale.ROOT), block, dependsOn);
    }

    /** Every property with a value or a list of values, under its name in Terraform. */
    private void plain(String type, Tree.Mapping properties, Block block) {
        properties.entries().forEach((name, value) -> {
            if (!name.matches(
                    "Code|GroupDescription|Tags|PolicyDocument|ResourcePolicy|Users|GenerateSecretString|VpcConfig")) {
                if (name.equals("CidrIp") && type.endsWith("Egress")) {
                    block.with("cidr_blocks", Tree.list(attribute(value).known()));
                } else {
                    block.with(NAMES.getOrDefault(type + "." + name, snake(name)), attribute(value));
                }
            }
        });
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private void group(Tree.Mapping properties, Block block) {
        block.with("vpc_id", attribute(properties.entry("VpcId").orElseThrow()));
        Optional<Tree> egress = properties.entry("SecurityGroupEgress");
        List<Block> rules = new ArrayList<>();
        egress.map(Tree::asItems).orElse(List.of(Tree.mapping("IpProtocol", "-1", "CidrIp", "0.0.0.0/0"))).stream()
                .filter(rule -> !rule.toString().contains("255.255.255.255/32"))
                .forEach(rule -> rules.add(inline(rule)));
        if (!rules.isEmpty()) {
            block.blocks("egress", rules);
        }
        properties.entry("SecurityGroupIngress")
                .ifPresent(ingress -> block.blocks("ingress", ingress.asItems().stream().map(this::inline).toList()));
    }

    private Block inline(Tree rule) {
        Tree.Mapping fields = rule.asMapping();
        Block block = out.block().with("protocol", fields.entry("IpProtocol").orElseThrow())
                .with("from_port", fields.entry("FromPort").orElse(Tree.text("0")))
                .with("to_port", fields.entry("ToPort").orElse(Tree.text("0")));
        fields.entry("CidrIp").ifPresent(cidr -> block.with("cidr_blocks", Tree.list(cidr)));
        fields.entry("SourceSecurityGroupId").or(() -> fields.entry("DestinationSecurityGroupId"))
                .ifPresent(group -> block.with("security_groups", attribute(Tree.list(group))));
        return block;
    }

    private void aclRule(String type, Tree.Mapping properties, Block block) {
        plain(type, new Tree.Mapping(without(properties, "PortRange")), block);
        properties.entry("PortRange").map(Tree::asMapping).ifPresent(range -> block
                .with("from_port", range.entry("From").orElseThrow()).with("to_port", range.entry("To").orElseThrow()));
    }

    private static Map<String, Tree> without(Tree.Mapping properties, String name) {
        Map<String, Tree> copy = new LinkedHashMap<>(properties.entries());
        copy.remove(name);
        return copy;
    }

    private void role(String id, Tree.Mapping properties, Block block) {
        block.with("name", id.toLowerCase(Locale.ROOT) + "-role").with("assume_role_policy",
                policy(properties.entry("AssumeRolePolicyDocument").orElseThrow()));
        properties.entry("ManagedPolicyArns").ifPresent(arns -> block.with("managed_policy_arns", attribute(arns)));
        int number = 0;
        for (Tree inline : properties.entry("Policies").map(Tree::asItems).orElse(List.of())) {
            String name = id.toLowerCase(Locale.ROOT) + "_" + number++;
            out.add("aws_iam_role_policy", name,
                    out.block().with("role", new Attribute(Tree.text(id.toLowerCase(Locale.ROOT) + "-role"),
                            List.of("aws_iam_role." + id.toLowerCase(Locale.ROOT) + ".id",
                                    "aws_iam_role." + id.toLowerCase(Locale.ROOT))))
                            .with("policy", policy(inline.asMapping().entry("PolicyDocument").orElseThrow())),
                    List.of());
        }
    }

    private void rolePolicy(Tree.Mapping properties, Block block) {
        block.with("policy", policy(properties.entry("PolicyDocument").orElseThrow())).with("role",
                attribute(properties.entry("Roles").orElseThrow().asItems().getFirst()));
    }

    private void broker(String type, Tree.Mapping properties, Block block) {
        plain(type, properties, block);
        List<Block> users = properties.entry("Users").map(Tree::asItems).orElse(List.of()).stream()
                .map(user -> out.block()
                        .with("username", credential(user.asMapping().entry("Username").orElseThrow()))
                        .with("password", credential(user.asMapping().entry("Password").orElseThrow())))
                .toList();
        block.blocks("user", users);
    }

    private static Tree credential(Tree value) {
        String text = JsonText.of(value);
        return text.contains(":username}}")
                ? Tree.text("consumer")
                : text.contains(":password}}") ? Tree.text(PASSWORD) : value;
    }

    private void secret(String id, String type, Tree.Mapping properties, Block block) {
        plain(type, properties, block);
        Optional<Tree.Mapping> generated = properties.entry("GenerateSecretString").map(Tree::asMapping);
        Optional<String> template = generated.flatMap(fields -> fields.entry("SecretStringTemplate"))
                .flatMap(Tree::asText);
        Optional<String> value = template
                .map(text -> text.replaceFirst("}\\s*$", ",\"password\":\"" + PASSWORD + "\"}"))
                .or(() -> properties.entry("SecretString").flatMap(Tree::asText))
                .or(() -> generated.map(fields -> PASSWORD));
        value.ifPresent(text -> out.add("aws_secretsmanager_secret_version", id.toLowerCase(Locale.ROOT),
                out.block().with("secret_id", new Attribute(Tree.text(arn(id)),
                        List.of(address(id) + ".id", address(id)))).with("secret_string", Tree.text(text)),
                List.of()));
    }

    private void mapping(Tree.Mapping properties, Block block) {
        plain("", new Tree.Mapping(without(properties, "SourceAccessConfigurations")), block);
        block.blocks("source_access_configuration", properties.entry("SourceAccessConfigurations").map(Tree::asItems)
                .orElse(List.of()).stream().map(entry -> out.block()
                        .with("type", attribute(entry.asMapping().entry("Type").orElseThrow()))
                        .with("uri", attribute(entry.asMapping().entry("URI").orElseThrow())))
                .toList());
    }

    /** JSON text; in a plan, a data source if a reference makes the text unknown. */
    private Attribute policy(Tree document) {
        List<String> references = references(document);
        if (references.isEmpty() || out.isState()) {
            return Attribute.of(Tree.text(JsonText.of(known(document))));
        }
        String name = "document" + documents++;
        out.addData("aws_iam_policy_document", name, out.block().computed("json", "").blocks("statement", document
                .asMapping().entry("Statement").orElseThrow().asItems().stream().map(this::statement).toList()));
        return new Attribute(Tree.text(""), List.of("data.aws_iam_policy_document." + name + ".json",
                "data.aws_iam_policy_document." + name));
    }

    private Block statement(Tree statement) {
        Block block = out.block();
        statement.asMapping().entries().forEach((name, value) -> {
            switch (name) {
                case "Effect", "Sid" -> block.with(snake(name), value);
                case "Action" -> block.with("actions", new Tree.Sequence(value.asItems()));
                case "NotAction" -> block.with("not_actions", new Tree.Sequence(value.asItems()));
                case "Resource" -> block.with("resources", attribute(new Tree.Sequence(value.asItems())));
                case "Principal" -> block.blocks("principals", principals(value));
                case "Condition" -> block.blocks("condition", conditions(value));
                default -> throw new NoTerraformForm("no statement with " + name + " is written here");
            }
        });
        return block;
    }

    private List<Block> principals(Tree principal) {
        return principal.asText().isPresent()
                ? List.of(out.block().with("type", "*").with("identifiers", List.of("*")))
                : principal.asMapping().entries().entrySet().stream()
                        .map(entry -> out.block().with("type", entry.getKey())
                                .with("identifiers", attribute(new Tree.Sequence(entry.getValue().asItems()))))
                        .toList();
    }

    private List<Block> conditions(Tree condition) {
        List<Block> blocks = new ArrayList<>();
        condition.asMapping().entries().forEach((test, keys) -> keys.asMapping().entries()
                .forEach((variable, values) -> blocks.add(out.block().with("test", test).with("variable", variable)
                        .with("values", attribute(new Tree.Sequence(values.asItems()))))));
        return blocks;
    }

    private Attribute attribute(Tree value) {
        return new Attribute(known(value), references(value));
    }

    /** The value after the apply. */
    private Tree known(Tree value) {
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

    private List<String> references(Tree value) {
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

    private static String id(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + "-0" + "%08x".formatted(id.hashCode());
    }

    private String arn(String id) {
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
