package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.PartialText;
import io.github.rabbitlambda.reachability.value.PseudoParameters;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** The ARNs of resources, written out as far as they are known before deployment. */
public final class Arns {
    private final Deployment deployment;

    public Arns(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The value with the ARN in place of every reference that stands for one. */
    public Value expand(Value value) {
        if (value instanceof Value.Reference reference) {
            return arn(reference);
        }
        return value instanceof Value.Joined(List<Value> parts)
                ? PartialText.join(parts.stream().map(this::expand).toList())
                : value;
    }

    /** The id of the account that the stack is deployed to. */
    Value account() {
        return PseudoParameters.value("AWS::AccountId", deployment.scenario());
    }

    /** The name of a service's public endpoint in the stack's Region. */
    Value host(String service) {
        return PartialText.join(List.of(text(service + "."), region(), text("."),
                PseudoParameters.value("AWS::URLSuffix", deployment.scenario())));
    }

    Value region() {
        return PseudoParameters.value("AWS::Region", deployment.scenario());
    }

    /** The ARN of an EC2 resource by its id. */
    public Value ec2(String kind, Value id) {
        return arn("ec2", true, text(kind + "/"), id);
    }

    /** The ARN of an EC2 resource of which nothing is known. */
    public Value someEc2() {
        return arn("ec2", true, Call.SOME);
    }

    private Value arn(Value.Reference reference) {
        return reference.resource().template().isDeployed() ? deployed(reference) : ofTemplate(reference);
    }

    private static Value deployed(Value.Reference reference) {
        String id = reference.resource().id();
        boolean named = reference.attribute().equals("Arn")
                || reference.resource().type().equals("AWS::SecretsManager::Secret");
        return text(named ? reference.resource().template().arn(id).orElse(id) : id);
    }

    private Value ofTemplate(Value.Reference reference) {
        ResolvedResource resource = deployment.resolved(reference.resource());
        return switch (reference.resource().type() + "." + reference.attribute()) {
            case "AWS::AmazonMQ::Broker.Arn" ->
                arn("mq", true, text("broker:"), resource.get("BrokerName"), text(":"), resource.ref());
            case "AWS::SecretsManager::Secret.Ref" ->
                arn("secretsmanager", true, text("secret:"), name(resource, "Name", resource.id() + "-"),
                        text("-"), unknown(resource, "suffix"));
            case "AWS::SecretsManager::SecretTargetAttachment.Ref" -> expand(resource.get("SecretId"));
            case "AWS::IAM::Role.Arn" -> arn("iam", false, text("role"),
                    resource.get("Path").isMissing() ? text("/") : resource.get("Path"),
                    generatedName(resource, "RoleName"));
            case "AWS::IAM::Role.Ref" -> generatedName(resource, "RoleName");
            case "AWS::Lambda::Function.Arn" ->
                arn("lambda", true, text("function:"), generatedName(resource, "FunctionName"));
            case "AWS::Lambda::Function.Ref" -> generatedName(resource, "FunctionName");
            case "AWS::KMS::Key.Arn" -> arn("kms", true, text("key/"), resource.ref());
            default -> reference;
        };
    }

    private static Value generatedName(ResolvedResource resource, String property) {
        return resource.get(property).isMissing()
                ? PartialText.join(List.of(unknown(resource, "stack"), text("-"), unknown(resource, "name"), text("-"),
                        unknown(resource, "suffix")))
                : resource.get(property);
    }

    private Value name(ResolvedResource resource, String property, String prefix) {
        return resource.get(property).isMissing()
                ? PartialText.join(List.of(text(prefix), unknown(resource, "name")))
                : resource.get(property);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    private static Value unknown(ResolvedResource resource, String what) {
        return new Value.Opaque("${" + resource.id() + " " + what + "}",
                UnknownReason.of("the generated name of `" + resource.id() + "`", "name it by reference"));
    }

    private Value arn(String service, boolean regional, Value... resource) {
        List<Value> parts = new ArrayList<>(
                List.of(text("arn:" + deployment.scenario().partition() + ":" + service + ":"),
                        regional ? region() : text(""), text(":"), account(), text(":")));
        parts.addAll(List.of(resource));
        return PartialText.join(parts);
    }
}
