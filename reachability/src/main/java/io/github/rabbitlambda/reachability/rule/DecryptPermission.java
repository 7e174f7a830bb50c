package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.fix.DenyExemption;
import io.github.rabbitlambda.reachability.fix.PermissionFix;
import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Call;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.iam.ResourcePolicy;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Whether the role may decrypt a secret that has a key of its own. */
final class DecryptPermission {
    private static final String DECRYPT = "kms:Decrypt";
    private static final String POLICY = "KeyPolicy";

    private final Deployment deployment;
    private final ResolvedResource role;
    private final Grants grants;
    private final EventSourceMapping mapping;

    DecryptPermission(Deployment deployment, ResolvedResource role, Grants grants, EventSourceMapping mapping) {
        this.deployment = deployment;
        this.role = role;
        this.grants = grants;
        this.mapping = mapping;
    }

    void require(Rule rule, Report report) {
        Value id = mapping.secret().map(secret -> secret.get("KmsKeyId")).orElse(Value.MISSING);
        if (id.isMissing() || id.show().contains("alias/aws/")) {
            return;
        }
        Optional<ResolvedResource> key = key(id);
        Value arn = key.map(ResolvedResource::arn).orElseGet(() -> arnOfUnseen(id));
        ResourcePolicy policy = key.map(ResourcePolicy::ofKey).orElseGet(() -> ResourcePolicy.ofUnseenKey(id));
        Answer answer = grants.allow(DECRYPT, arn, policy);
        if (answer.isNo() && key.isEmpty()) {
            answer = ResourcePolicy.doubtAbout(id);
        }
        report.require(rule, answer, "kms:Decrypt for role `" + role.id() + "`",
                () -> key.isPresent() && grants.allow(DECRYPT, arn).isYes()
                        ? stoppedByKey(key.get(), arn, policy)
                        : notAllowed(id, arn));
    }

    // A policy names a key by the ARN with its id, which neither an alias nor an id alone tells.
    private static Value arnOfUnseen(Value id) {
        return id instanceof Value.Text(String text) && !text.matches("arn:.*:key/.*")
                ? new Value.Opaque("${key " + text + "}",
                        UnknownReason.of("the ARN of the key `" + text + "`", "name the key by its ARN"))
                : id;
    }

    private Failure notAllowed(Value id, Value arn) {
        return new Failure(mapping.subject() + " cannot read its credentials: the secret is encrypted with key `"
                + id.show() + "`, and role `" + role.id()
                + "` is not allowed kms:Decrypt on it. Allow it in a policy of the role.",
                grants.forbids(DECRYPT, arn, ResourcePolicy.NONE)
                        ? List.of()
                        : new PermissionFix(deployment, role, grants).allow(List.of(DECRYPT), arn,
                                "EventSourceMappingKey"));
    }

    private Failure stoppedByKey(ResolvedResource key, Value arn, ResourcePolicy policy) {
        boolean denies = grants.forbids(DECRYPT, arn, policy);
        return new Failure(mapping.subject() + " cannot read its credentials: the policy of key `" + key.id() + "` "
                + (denies
                        ? "denies role `" + role.id()
                                + "` kms:Decrypt. Remove the Deny or exempt the role from it by a condition on aws:PrincipalArn."
                        : "allows kms:Decrypt neither to role `" + role.id()
                                + "` nor to the account, so that the role's policies don't count. Allow it to the account's root in the key's policy."),
                denies ? exempt(key, arn) : delegate(key));
    }

    private List<Fix> exempt(ResolvedResource key, Value arn) {
        Call call = new Call(new Caller.Role(role.arn(), Caller.Naming.EITHER), DECRYPT, arn);
        return new DenyExemption(role, key, POLICY).fixes(call, new Arns(deployment));
    }

    private static List<Fix> delegate(ResolvedResource key) {
        Tree root = Tree.mapping("Fn::Sub", "arn:${AWS::Partition}:iam::${AWS::AccountId}:root");
        return new Repair(key.template(), "Let " + key.id() + " leave decryption to the policies of the account")
                .append(key, Tree.mapping("Effect", "Allow", "Principal", Tree.mapping("AWS", root), "Action", DECRYPT,
                        "Resource", "*"), "Properties", POLICY, "Statement")
                .fixes();
    }

    private Optional<ResolvedResource> key(Value id) {
        if (id instanceof Value.Reference(Resource resource, String attribute)
                && resource.type().equals("AWS::KMS::Key")) {
            return Optional.of(deployment.resolved(resource));
        }
        return deployment.find(id, "AWS::KMS::Alias").flatMap(alias -> key(alias.get("TargetKeyId")));
    }
}
