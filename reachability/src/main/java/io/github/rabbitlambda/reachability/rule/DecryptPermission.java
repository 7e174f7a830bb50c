package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.Arns;
import io.github.rabbitlambda.reachability.iam.Caller;
import io.github.rabbitlambda.reachability.iam.Glob;
import io.github.rabbitlambda.reachability.iam.Grants;
import io.github.rabbitlambda.reachability.iam.Statement;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the role may decrypt a secret that has a key of its own. */
final class DecryptPermission {
    private static final String DECRYPT = "kms:Decrypt";

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
        Value arn = key.map(ResolvedResource::arn).orElse(id);
        Answer answer = grants.allow(DECRYPT, arn).or(key.map(this::allowedByKeyPolicy).orElse(Answer.NO));
        if (answer.isNo() && key.isEmpty()) {
            answer = Answer.maybe("the policy of the key `" + id.show() + "`", "allow the role kms:Decrypt on the key");
        }
        report.require(rule, answer, "kms:Decrypt for role `" + role.id() + "`", () -> notAllowed(id, arn));
    }

    private Failure notAllowed(Value id, Value arn) {
        return new Failure(mapping.subject() + " cannot read its credentials: the secret is encrypted with key `"
                + id.show() + "`, and role `" + role.id()
                + "` is not allowed kms:Decrypt on it. Allow it in a policy of the role.",
                new PermissionFix(deployment, role, grants).allow(List.of(DECRYPT), arn, "EventSourceMappingKey"));
    }

    private Optional<ResolvedResource> key(Value id) {
        if (id instanceof Value.Reference(Resource resource, String attribute)
                && resource.type().equals("AWS::KMS::Key")) {
            return Optional.of(deployment.resolved(resource));
        }
        return deployment.find(id, "AWS::KMS::Alias").flatMap(alias -> key(alias.get("TargetKeyId")));
    }

    private Answer allowedByKeyPolicy(ResolvedResource key) {
        Arns arns = new Arns(deployment);
        Caller caller = new Caller.Role(role.arn(), arns);
        return Answer.any(Statement.read(key.get("KeyPolicy"), key.present()).stream()
                .filter(statement -> !statement.isDeny()).filter(statement -> namesRole(statement, arns))
                .map(statement -> Answer.all(List.of(statement.matchesAction(DECRYPT), statement.appliesTo(caller))))
                .toList());
    }

    // The account's root in a key policy only lets the role's own policies decide.
    private boolean namesRole(Statement statement, Arns arns) {
        return statement.fields().get("Principal").asFields().get("AWS").asItems().stream()
                .anyMatch(item -> item.show().equals("*")
                        || Glob.matches(arns.expand(item), arns.expand(role.arn())).isYes());
    }
}
