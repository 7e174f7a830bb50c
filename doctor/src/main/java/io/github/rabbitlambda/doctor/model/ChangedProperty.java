package io.github.rabbitlambda.doctor.model;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * The command that changes a property of something that exists. A policy is always put as a whole.
 *
 * @param steps the parts of the change's pointer: Resources, the id, Properties, the property and further ones
 */
record ChangedProperty(References references, List<String> steps, Fix.Change change) {

    Optional<CommandLine> command() {
        String id = steps.get(1);
        String property = steps.size() > 3 ? steps.get(3) : "";
        return switch (property) {
            case "EnableDnsSupport" -> Optional.of(vpc(id).with("--enable-dns-support"));
            case "EnableDnsHostnames" -> Optional.of(vpc(id).with("--enable-dns-hostnames"));
            case "PrivateDnsEnabled" -> Optional.of(endpoint(id)
                    .with(change.json().equals("true") ? "--private-dns-enabled" : "--no-private-dns-enabled"));
            case "PolicyDocument" ->
                Optional.of(endpoint(id).with("--policy-document", document(id, property)));
            case "Policies" -> rolePolicy(id, JsonReader.read(change.json()).asMapping());
            case "AssumeRolePolicyDocument" -> Optional.of(iam("update-assume-role-policy").with("--role-name", id)
                    .with("--policy-document", document(id, property)));
            case "ResourcePolicy" -> Optional.of(command("secretsmanager", "put-resource-policy")
                    .with("--secret-id", references.text(References.properties(references.template(), id), "SecretId"))
                    .with("--resource-policy", document(id, property)));
            case "KeyPolicy" -> Optional.of(command("kms", "put-key-policy").with("--key-id", id)
                    .with("--policy-name", "default").with("--policy", document(id, property)));
            case "Timeout" -> Optional.of(command("lambda", "update-function-configuration")
                    .with("--function-name", id).with("--timeout", change.json()));
            default -> Optional.empty();
        };
    }

    // Only a whole policy that is added: a statement in the middle of one is for an editor.
    private Optional<CommandLine> rolePolicy(String role, Tree.Mapping policy) {
        return policy.entry("PolicyDocument").filter(document -> steps.size() == 5)
                .map(document -> iam("put-role-policy").with("--role-name", role)
                        .with("--policy-name", references.text(policy, "PolicyName"))
                        .with("--policy-document", references.json(document)));
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

    /** A whole document as it is after the change. */
    private String document(String id, String property) {
        Tree.Mapping patched = change.patch().applyTo(references.template()).asMapping();
        return references.json(References.properties(patched, id).entry(property).orElseGet(Tree::empty));
    }
}
