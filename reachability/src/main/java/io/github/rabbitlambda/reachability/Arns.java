package io.github.rabbitlambda.reachability;

import java.util.List;

/** The ARNs of resources, spelled out as far as they are known before deployment. */
final class Arns {
    private final World world;

    Arns(World world) {
        this.world = world;
    }

    /** The value with every reference that is an ARN spelled out. */
    Value expand(Value value) {
        return switch (value) {
            case Value.Reference reference -> arn(reference);
            case Value.Joined(List<Value> parts) -> Value.joined(parts.stream().map(this::expand).toList());
            default -> value;
        };
    }

    /** The ARN of something in EC2 by its id. */
    Value ec2(String kind, Value id) {
        return arn("ec2", true, text(kind + "/"), id);
    }

    private Value arn(Value.Reference reference) {
        Part part = world.part(reference.resource());
        return switch (reference.resource().type() + "." + reference.attribute()) {
            case "AWS::AmazonMQ::Broker.Arn" ->
                arn("mq", true, text("broker:"), part.get("BrokerName"), text(":"), part.ref());
            case "AWS::SecretsManager::Secret.Ref" ->
                arn("secretsmanager", true, text("secret:"), name(part, "Name", part.id() + "-"),
                        text("-"), unknown(part, "suffix"));
            case "AWS::SecretsManager::SecretTargetAttachment.Ref" -> expand(part.get("SecretId"));
            case "AWS::IAM::Role.Arn" -> arn("iam", false, text("role"),
                    part.get("Path").isMissing() ? text("/") : part.get("Path"), roleName(part));
            case "AWS::KMS::Key.Arn" -> arn("kms", true, text("key/"), part.ref());
            default -> reference;
        };
    }

    private Value roleName(Part role) {
        return role.get("RoleName").isMissing()
                ? Value.joined(List.of(unknown(role, "stack"), text("-"), unknown(role, "name"), text("-"),
                        unknown(role, "suffix")))
                : role.get("RoleName");
    }

    private Value name(Part part, String property, String prefix) {
        return part.get(property).isMissing()
                ? Value.joined(List.of(text(prefix), unknown(part, "name")))
                : part.get(property);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value unknown(Part part, String what) {
        return new Value.Opaque("${" + part.id() + " " + what + "}",
                Doubt.of("the generated name of `" + part.id() + "`", "name it by reference"));
    }

    private Value arn(String service, boolean regional, Value... resource) {
        Value region = regional ? Pseudo.value("AWS::Region", world.scenario()) : text("");
        List<Value> parts = new java.util.ArrayList<>(
                List.of(text("arn:" + world.scenario().partition() + ":" + service + ":"), region, text(":"),
                        Pseudo.value("AWS::AccountId", world.scenario()), text(":")));
        parts.addAll(List.of(resource));
        return Value.joined(parts);
    }
}
