package io.github.rabbitlambda.doctor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * The command that changes a property of something that exists. A policy is put as a whole, so a change that would replace
 * one has no command.
 *
 * @param references of the template after the change
 * @param former the template before it
 * @param steps the parts of the change's pointer: Resources, the id, Properties, the property and further ones
 */
record ChangedProperty(References references, Tree.Mapping former, List<String> steps, Fix.Change change) {

    Optional<CommandLine> command() {
        String id = steps.get(1);
        String property = steps.size() > 3 ? steps.get(3) : "";
        return switch (References.type(former, id) + "." + property) {
            case "AWS::EC2::VPC.EnableDnsSupport" -> Optional.of(vpc(id).with("--enable-dns-support"));
            case "AWS::EC2::VPC.EnableDnsHostnames" -> Optional.of(vpc(id).with("--enable-dns-hostnames"));
            case "AWS::EC2::VPCEndpoint.PrivateDnsEnabled" -> Optional.of(endpoint(id)
                    .with(change.json().equals("true") ? "--private-dns-enabled" : "--no-private-dns-enabled"));
            case "AWS::EC2::VPCEndpoint.PolicyDocument" ->
                document(id, property).map(json -> endpoint(id).with("--policy-document", json));
            case "AWS::IAM::Role.Policies" -> rolePolicy(id, JsonReader.read(change.json()).asMapping());
            case "AWS::IAM::Role.AssumeRolePolicyDocument" -> document(id, property)
                    .map(json -> iam("update-assume-role-policy").with("--role-name", name(id, "RoleName")).with(
                            "--policy-document",
                            json));
            case "AWS::SecretsManager::ResourcePolicy.ResourcePolicy" ->
                document(id, property).map(json -> command("secretsmanager", "put-resource-policy")
                        .with("--secret-id",
                                references.text(References.properties(references.template(), id), "SecretId"))
                        .with("--resource-policy", json));
            case "AWS::KMS::Key.KeyPolicy" -> document(id, property).map(json -> command("kms", "put-key-policy")
                    .with("--key-id", id).with("--policy-name", "default").with("--policy", json));
            case "AWS::Lambda::Function.Timeout" ->
                Optional.of(command("lambda", "update-function-configuration")
                        .with("--function-name", name(id, "FunctionName"))
                        .with("--timeout", change.json()));
            default -> Optional.empty();
        };
    }

    // Only a whole policy that is added: a statement in the middle of one is for an editor.
    private Optional<CommandLine> rolePolicy(String role, Tree.Mapping policy) {
        return policy.entry("PolicyDocument").filter(document -> steps.size() == 5)
                .map(document -> iam("put-role-policy").with("--role-name", name(role, "RoleName"))
                        .with("--policy-name", freeName(role, references.text(policy, "PolicyName")))
                        .with("--policy-document", references.json(document)));
    }

    /** A name that no inline policy of the role has: put-role-policy would replace it. */
    private String freeName(String role, String wanted) {
        List<String> taken = References.properties(former, role).entry("Policies").map(Tree::asItems).orElse(List.of())
                .stream().map(policy -> references.text(policy.asMapping(), "PolicyName")).toList();
        return Stream
                .concat(Stream.of(wanted),
                        IntStream.iterate(2, number -> number + 1).mapToObj(number -> wanted + number))
                .filter(name -> !taken.contains(name)).findFirst().orElseThrow();
    }

    /** The name, which is not the id where a role and a function have the same one. */
    private String name(String id, String property) {
        return references.text(References.properties(former, id), property);
    }

    private CommandLine command(String service, String operation) {
        return new CommandLine(references.region(), service, operation);
    }

    private CommandLine vpc(String id) {
        return command("ec2", "modify-vpc-attribute").with("--vpc-id", id);
    }

    private CommandLine endpoint(String id) {
        return command("ec2", "modify-vpc-endpoint").with("--vpc-endpoint-id", id);
    }

    private static CommandLine iam(String operation) {
        return new CommandLine("", "iam", operation);
    }

    /** A whole document as it is after the change; empty if the change replaces one. */
    private Optional<String> document(String id, String property) {
        boolean replaces = steps.size() == 4 && References.properties(former, id).entry(property).isPresent();
        return replaces
                ? Optional.empty()
                : References.properties(references.template(), id).entry(property).map(references::json);
    }
}
