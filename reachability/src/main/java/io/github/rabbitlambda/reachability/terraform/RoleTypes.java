package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/** Roles with their policies: inline, as resources of their own, and attached. */
final class RoleTypes {
    private static final String ROLE = "aws_iam_role";
    private static final String POLICY = "aws_iam_policy";
    private static final String MANAGED = "ManagedPolicyArns";

    private final Translation translation;
    private final Links links;
    private final Policies policies;

    RoleTypes(Translation translation, Policies policies) {
        this.translation = translation;
        this.links = translation.links();
        this.policies = policies;
    }

    void role(Instance role) {
        translation.add(role, new Properties()
                .with("AssumeRolePolicyDocument", policies.document(role.at("assume_role_policy")))
                .with("RoleName", links.plain(role.at("name"))).with("Path", links.plain(role.at("path")))
                .with("PermissionsBoundary", links.one(role.at("permissions_boundary"), POLICY))
                .with(MANAGED, links.many(role.at("managed_policy_arns"), POLICY)).with("Policies", inline(role)));
    }

    private List<Tree> inline(Instance role) {
        Attribute all = role.at("inline_policy");
        if (all.isUnknown()) {
            return all.isAbsent() ? List.of() : List.of(links.unclear(all));
        }
        List<Tree> inline = new ArrayList<>();
        for (Attribute block : role.blocks("inline_policy")) {
            Tree document = policies.document(block.at("policy"));
            if (!(document instanceof Tree.Nothing)) {
                inline.add(Tree.mapping("PolicyName", "inline", "PolicyDocument", document));
            }
        }
        return inline;
    }

    /** aws_iam_role_policy; one whose role isn't known may be one of any role. */
    void rolePolicy(Instance policy) {
        translation.add(policy, "AWS::IAM::Policy",
                new Properties().with("PolicyName", Tree.text("inline"))
                        .with("PolicyDocument", policies.document(policy.at("policy")))
                        .with("Roles", List.of(roleName(policy.at("role")))));
    }

    private Tree roleName(Attribute role) {
        return links.target(role, ROLE).map(found -> CloudFormation.ref(found.instance().address()))
                .orElseGet(() -> links.plain(role));
    }

    /** aws_iam_policy. */
    void policy(Instance policy) {
        translation.add(policy,
                new Properties().with("PolicyDocument", policies.document(policy.at("policy"))));
    }

    /** aws_iam_role_policy_attachment. */
    void attachment(Instance attachment) {
        attach(attachment.at("role"), links.one(attachment.at("policy_arn"), POLICY));
    }

    /** aws_iam_role_policy_attachments_exclusive. */
    void attachments(Instance attachments) {
        links.many(attachments.at("policy_arns"), POLICY)
                .forEach(policy -> attach(attachments.at("role_name"), policy));
    }

    /** aws_iam_policy_attachment, which has several roles. */
    void attachmentOfRoles(Instance attachment) {
        Tree policy = links.one(attachment.at("policy_arn"), POLICY);
        Attribute roles = attachment.at("roles");
        if (roles.isKnown()) {
            roles.items().forEach(role -> attach(role, policy));
        } else if (!roles.isAbsent()) {
            attach(roles, policy);
        }
    }

    private void attach(Attribute role, Tree policy) {
        Optional<Target> target = links.target(role, ROLE);
        if (target.isPresent()) {
            translation.append(target.get().instance().address(), MANAGED, policy);
        } else if (role.isUnknown()) {
            translation.ofType("AWS::IAM::Role").keySet()
                    .forEach(id -> translation.append(id, MANAGED, links.unclear(role)));
        }
    }
}
