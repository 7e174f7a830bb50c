package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.template.Tree;

/** A function's role with its policies as they are, managed ones too. */
final class RoleResources {
    private static final String MANAGED = "AWS::IAM::ManagedPolicy";

    private final Resources resources;
    private final Snapshot snapshot;

    RoleResources(Resources resources) {
        this.resources = resources;
        this.snapshot = resources.snapshot();
    }

    /** Adds the role and returns what its function refers to. */
    Tree add(String name, String arn) {
        Seen<JsonNode> answer = snapshot.seen(Call.GET_ROLE, "RoleName", name);
        if (answer.isAbsent()) {
            return Tree.text(arn);
        }
        Properties properties = new Properties().with("RoleName", name).with("Policies", inline(name))
                .with("ManagedPolicyArns", managed(name));
        if (answer.known().isPresent()) {
            JsonNode role = answer.known().get().path("Role");
            properties.with("AssumeRolePolicyDocument", Resources.parsed("the trust policy of `" + name + "`",
                    role.path("AssumeRolePolicyDocument").asText()));
            String boundary = role.path("PermissionsBoundary").path("PermissionsBoundaryArn").asText();
            if (!boundary.isEmpty()) {
                properties.with("PermissionsBoundary", policy(boundary));
            }
        } else {
            Tree unclear = Resources.unclear("role `" + name + "`", answer.unread().orElseThrow());
            properties.with("AssumeRolePolicyDocument", unclear).with("PermissionsBoundary", unclear);
        }
        return Resources.arnOf(resources.addNamed(name, "AWS::IAM::Role", arn, properties));
    }

    private List<Tree> inline(String role) {
        Seen<JsonNode> names = snapshot.seen(Call.LIST_ROLE_POLICIES, "RoleName", role);
        List<Tree> policies = new ArrayList<>();
        names.known()
                .ifPresent(list -> list.path("PolicyNames").forEach(name -> policies.add(inline(role, name.asText()))));
        names.unread().ifPresent(unread -> policies
                .add(Resources.unclear("the inline policies of `" + role + "`", unread)));
        snapshot.seen(Call.LIST_ATTACHED_ROLE_POLICIES, "RoleName", role).unread().ifPresent(unread -> policies
                .add(Resources.unclear("the managed policies of `" + role + "`", unread)));
        return policies;
    }

    private Tree inline(String role, String name) {
        Seen<JsonNode> answer = snapshot.seen(Call.GET_ROLE_POLICY, "RoleName", role, "PolicyName", name);
        return Tree.mapping("PolicyName", name, "PolicyDocument",
                Resources.policy("policy `" + name + "` of `" + role + "`", answer, "PolicyDocument"));
    }

    private List<Tree> managed(String role) {
        Seen<JsonNode> attached = snapshot.seen(Call.LIST_ATTACHED_ROLE_POLICIES, "RoleName", role);
        List<Tree> policies = new ArrayList<>();
        attached.known().ifPresent(list -> list.path("AttachedPolicies")
                .forEach(policy -> policies.add(policy(policy.path("PolicyArn").asText()))));
        return policies;
    }

    /** A reference to a managed policy. One of AWS that can't be read is known by its name, or denies nothing. */
    private Tree policy(String arn) {
        Seen<JsonNode> version = snapshot.seen(Call.GET_POLICY, "PolicyArn", arn)
                .flatMap(policy -> snapshot.seen(Call.GET_POLICY_VERSION, "PolicyArn", arn, "VersionId",
                        policy.path("Policy").path("DefaultVersionId").asText()));
        if (version.isAbsent() || version.known().isEmpty() && arn.contains(":iam::aws:policy/")) {
            return Tree.text(arn);
        }
        String what = "policy `" + arn + "`";
        return Resources.ref(resources.addNamed(arn, MANAGED, arn, new Properties().with("PolicyDocument",
                version.known()
                        .map(known -> Resources.parsed(what, known.path("PolicyVersion").path("Document").asText()))
                        .orElseGet(() -> Resources.unclear(what, version.unread().orElseThrow())))));
    }
}
