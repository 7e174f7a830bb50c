package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.fix.DenyExemption;
import io.github.rabbitlambda.reachability.fix.PermissionFix;
import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Call;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.iam.ResourcePolicy;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Whether the role may read the mapping's secret, by its own policies or by the secret's. */
final class SecretPermission {
    private static final String READ = "secretsmanager:GetSecretValue";

    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final ResolvedResource role;
    private final Grants grants;
    private final Value secret;

    SecretPermission(Deployment deployment, EventSourceMapping mapping, ResolvedResource role, Grants grants) {
        this.deployment = deployment;
        this.mapping = mapping;
        this.role = role;
        this.grants = grants;
        this.secret = mapping.secretArn();
    }

    void require(Rule rule, Report report) {
        ResourcePolicy policy = ResourcePolicy.ofSecret(deployment, secret);
        report.require(rule, grants.allow(READ, secret, policy),
                "permissions of role `" + role.id() + "` (" + READ + ")",
                () -> deniedBySecret(policy)
                        ? denied()
                        : NotAllowed.of(mapping, role, List.of(READ), secret,
                                new PermissionFix(deployment, role, grants)));
    }

    private boolean deniedBySecret(ResourcePolicy policy) {
        return grants.forbids(READ, secret, policy) && !grants.forbids(READ, secret, ResourcePolicy.NONE);
    }

    private Failure denied() {
        Call call = new Call(new Caller.Role(role.arn(), Caller.Naming.EITHER), READ, secret);
        List<Fix> fixes = ResourcePolicy.policies(deployment, secret).stream()
                .flatMap(policy -> new DenyExemption(role, policy, "ResourcePolicy")
                        .fixes(call, new Arns(deployment)).stream())
                .toList();
        return new Failure(mapping.subject() + " cannot read its credentials: the policy of secret `"
                + mapping.secret().map(ResolvedResource::id).orElseGet(secret::show)
                + "` denies role `" + role.id() + "` " + READ
                + ". Remove the Deny or exempt the role from it by a condition on aws:PrincipalArn.", fixes);
    }
}
