package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * The policy of a secret or of a key, towards the roles of its account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html).
 */
public final class ResourcePolicy {
    /** The policy of a resource that has none, so that the policies of the role decide. */
    public static final ResourcePolicy NONE = new ResourcePolicy(List.of(), Answer.NO,
            Optional.of(Answer.YES));

    private final List<Statement> statements;
    private final Answer otherGrants;
    private final Optional<Answer> delegation;

    /** @param delegation whether the role's policies decide, too; empty if the statements tell */
    private ResourcePolicy(List<Statement> statements, Answer otherGrants, Optional<Answer> delegation) {
        this.statements = statements;
        this.otherGrants = otherGrants;
        this.delegation = delegation;
    }

    /** The policy of a secret, which only adds to those of the role. */
    public static ResourcePolicy ofSecret(Deployment deployment, Value secret) {
        List<ResolvedResource> policies = policies(deployment, secret);
        Answer single = policies.size() > 1
                ? Answer.maybe("which policy of secret `" + secret.show() + "` is the last", "give it one policy")
                : Answer.YES;
        List<Statement> statements = new ArrayList<>();
        policies.forEach(policy -> statements.addAll(Statement.read(policy.get("ResourcePolicy"),
                Answer.all(List.of(policy.present(), isFor(policy, secret, deployment), single)))));
        return new ResourcePolicy(statements, Answer.NO, Optional.of(Answer.YES));
    }

    /** The resources that may be the policy of a secret. */
    public static List<ResolvedResource> policies(Deployment deployment, Value secret) {
        return deployment.ofType("AWS::SecretsManager::ResourcePolicy").stream()
                .filter(policy -> !isFor(policy, secret, deployment).isNo()).toList();
    }

    private static Answer isFor(ResolvedResource policy, Value secret, Deployment deployment) {
        Value id = ofAttachment(policy.get("SecretId"), deployment);
        Answer byName = deployment.find(secret, "AWS::SecretsManager::Secret").map(found -> found.get("Name"))
                .filter(name -> !name.isMissing()).map(id::sameAs).orElse(Answer.NO);
        return id.sameAs(secret).or(byName);
    }

    private static Value ofAttachment(Value id, Deployment deployment) {
        return deployment.find(id, "AWS::SecretsManager::SecretTargetAttachment")
                .map(attachment -> attachment.get("SecretId")).orElse(id);
    }

    /** The policy of a key, which decides whether those of roles count: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
    public static ResourcePolicy ofKey(ResolvedResource key) {
        Value policy = key.get("KeyPolicy");
        return policy instanceof Value.Missing
                ? NONE
                : new ResourcePolicy(Statement.read(policy, Answer.YES), Answer.NO, Optional.empty());
    }

    /** The policy of a key that no template declares. */
    public static ResourcePolicy ofUnseenKey(Value id) {
        Answer delegated = UnseenValue.assume(id, "the policy of the key `" + id.show()
                + "` leaves the decision to the policies of its account");
        return new ResourcePolicy(List.of(), doubtAbout(id), Optional.of(delegated));
    }

    /** Why it isn't known what the policy of an unseen key grants. */
    public static Answer doubtAbout(Value id) {
        Answer listed = UnseenValue.assume(id, "");
        return listed.isMaybe()
                ? listed
                : Answer.maybe("the policy of the key `" + id.show() + "`", "allow the role kms:Decrypt on the key");
    }

    /** Whether the policy lets a role make a call, whatever the role's policies say. */
    Answer grants(Call call, Arns arns) {
        return decision(call, arns, Caller.Naming.ITSELF).allowed().or(otherGrants);
    }

    /** Whether the role's policies decide about its calls. */
    Answer delegates(Call call, Arns arns) {
        return delegation.orElseGet(() -> decision(call, arns, Caller.Naming.ACCOUNT).allowed());
    }

    /** Whether the policy denies a role nothing. */
    Answer spares(Call call, Arns arns) {
        return decision(call, arns, Caller.Naming.EITHER).spared();
    }

    private Decision decision(Call call, Arns arns, Caller.Naming naming) {
        Caller caller = call.caller() instanceof Caller.Holder(Value arn)
                ? new Caller.Role(arn, naming)
                : call.caller();
        return Decision.of(statements, call.by(caller), arns);
    }
}
