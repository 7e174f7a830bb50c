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
    private final TerraformExpressions expressions;
    private final TerraformPolicies policies;

    private PlanOfTemplate(Tree.Mapping template, boolean state) {
        this.resources = template.entry("Resources").orElseThrow().asMapping().entries();
        this.out = new PlanWriter(state);
        this.expressions = new TerraformExpressions(resources);
        this.policies = new TerraformPolicies(out, expressions);
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
        resources.forEach((id, resource) -> write(id, expressions.type(id), properties(resource),
                resource.asMapping().entry("DependsOn").map(Tree::asItems).orElse(List.of()).stream()
                        .map(item -> expressions.address(item.asText().orElseThrow())).toList()));
        return out.json();
    }

    private static Tree.Mapping properties(Tree resource) {
        return resource.asMapping().entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty);
    }

    private void write(String id, String type, Tree.Mapping properties, List<String> dependsOn) {
        Block block = out.block().computed("id", TerraformExpressions.id(id));
        switch (type) {
            case "AWS::EC2::SecurityGroup" -> group(properties, block);
            case "AWS::EC2::SecurityGroupEgress" -> plain(type, properties, block.with("type", "egress"));
            case "AWS::EC2::NetworkAclEntry" -> aclRule(type, properties, block);
            case "AWS::IAM::Role" -> role(id, properties, block.computed("arn", expressions.arn(id)));
            case "AWS::IAM::Policy" -> rolePolicy(properties, block);
            case "AWS::AmazonMQ::Broker" -> broker(type, properties, block.computed("arn", expressions.arn(id)));
            case "AWS::SecretsManager::Secret" ->
                secret(id, type, properties, block.computed("arn", expressions.arn(id)));
            case "AWS::Lambda::EventSourceMapping" -> mapping(properties, block);
            case "AWS::EC2::VPCEndpoint" -> plain(type, properties, block.with("policy",
                    properties.entry("PolicyDocument").<Object>map(policies::policy).orElse(new Tree.Nothing())));
            case "AWS::KMS::Key" -> block.computed("arn", expressions.arn(id)).with("policy",
                    properties.entry("KeyPolicy").<Object>map(policies::policy).orElse(new Tree.Nothing()));
            case "AWS::SecretsManager::ResourcePolicy" -> plain(type, properties, block.with("policy",
                    policies.policy(properties.entry("ResourcePolicy").orElseThrow())));
            default -> plain(type, properties, block);
        }
        out.add(expressions.terraformType(id), id.toLowerCase(Locale.ROOT), block, dependsOn);
    }

    /** Every property with a value or a list of values, under its name in Terraform. */
    private void plain(String type, Tree.Mapping properties, Block block) {
        properties.entries().forEach((name, value) -> {
            if (!name.matches(
                    "Code|GroupDescription|Tags|PolicyDocument|ResourcePolicy|Users|GenerateSecretString|VpcConfig")) {
                if (name.equals("CidrIp") && type.endsWith("Egress")) {
                    block.with("cidr_blocks", Tree.list(expressions.attribute(value).known()));
                } else {
                    block.with(NAMES.getOrDefault(type + "." + name, TerraformExpressions.snake(name)),
                            expressions.attribute(value));
                }
            }
        });
    }

    private void group(Tree.Mapping properties, Block block) {
        block.with("vpc_id", expressions.attribute(properties.entry("VpcId").orElseThrow()));
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
                .ifPresent(group -> block.with("security_groups", expressions.attribute(Tree.list(group))));
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
                policies.policy(properties.entry("AssumeRolePolicyDocument").orElseThrow()));
        properties.entry("ManagedPolicyArns")
                .ifPresent(arns -> block.with("managed_policy_arns", expressions.attribute(arns)));
        int number = 0;
        for (Tree inline : properties.entry("Policies").map(Tree::asItems).orElse(List.of())) {
            String name = id.toLowerCase(Locale.ROOT) + "_" + number++;
            out.add("aws_iam_role_policy", name,
                    out.block().with("role", new Attribute(Tree.text(id.toLowerCase(Locale.ROOT) + "-role"),
                            List.of("aws_iam_role." + id.toLowerCase(Locale.ROOT) + ".id",
                                    "aws_iam_role." + id.toLowerCase(Locale.ROOT))))
                            .with("policy", policies.policy(inline.asMapping().entry("PolicyDocument").orElseThrow())),
                    List.of());
        }
    }

    private void rolePolicy(Tree.Mapping properties, Block block) {
        block.with("policy", policies.policy(properties.entry("PolicyDocument").orElseThrow())).with("role",
                expressions.attribute(properties.entry("Roles").orElseThrow().asItems().getFirst()));
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
                out.block().with("secret_id", new Attribute(Tree.text(expressions.arn(id)),
                        List.of(expressions.address(id) + ".id", expressions.address(id))))
                        .with("secret_string", Tree.text(text)),
                List.of()));
    }

    private void mapping(Tree.Mapping properties, Block block) {
        plain("", new Tree.Mapping(without(properties, "SourceAccessConfigurations")), block);
        block.blocks("source_access_configuration", properties.entry("SourceAccessConfigurations").map(Tree::asItems)
                .orElse(List.of()).stream().map(entry -> out.block()
                        .with("type", expressions.attribute(entry.asMapping().entry("Type").orElseThrow()))
                        .with("uri", expressions.attribute(entry.asMapping().entry("URI").orElseThrow())))
                .toList());
    }

}
