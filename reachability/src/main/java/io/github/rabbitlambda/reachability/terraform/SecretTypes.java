package io.github.rabbitlambda.reachability.terraform;

import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;

/** Secrets with their values and policies, and keys. */
final class SecretTypes {
    static final String[] SECRETS = {"aws_secretsmanager_secret"};
    private static final String KEY = "aws_kms_key";
    private static final String[] KEYS = {KEY, "aws_kms_alias"};
    private static final String VALUE = "SecretString";

    private final Translation translation;
    private final Links links;
    private final Policies policies;
    private final Credentials credentials;

    SecretTypes(Translation translation, Policies policies, Credentials credentials) {
        this.translation = translation;
        this.links = translation.links();
        this.policies = policies;
        this.credentials = credentials;
    }

    void secret(Instance secret) {
        translation.add(secret, new Properties().with("Name", links.plain(secret.at("name")))
                .with("KmsKeyId", links.one(secret.at("kms_key_id"), KEYS)));
        if (!secret.at("policy").isAbsent()) {
            translation.addPart(secret, "policy", "AWS::SecretsManager::ResourcePolicy",
                    new Properties().with("SecretId", CloudFormation.ref(secret.address()))
                            .with("ResourcePolicy", policies.document(secret.at("policy"))));
        }
    }

    /** aws_secretsmanager_secret_version; the value of one of several versions isn't known. */
    void version(Instance version) {
        links.target(version.at("secret_id"), SECRETS).map(found -> found.instance().address()).ifPresent(id -> {
            boolean second = translation.ofType(CloudFormation.type(SECRETS[0])).get(id).entry(VALUE).isPresent();
            translation.set(id, VALUE, second ? links.unclear(version.at("secret_string")) : value(version));
        });
    }

    private Tree value(Instance version) {
        Attribute text = version.at("secret_string");
        return text.isAbsent() || text.isUnknown()
                ? links.unclear(text.isAbsent() ? version.at("secret_string_wo") : text)
                : Tree.text(credentials.masked(text.value().asText().orElse("")));
    }

    /** aws_secretsmanager_secret_policy. */
    void policy(Instance policy) {
        translation.add(policy, "AWS::SecretsManager::ResourcePolicy",
                new Properties().with("SecretId", links.one(policy.at("secret_arn"), SECRETS))
                        .with("ResourcePolicy", policies.document(policy.at("policy"))));
    }

    void key(Instance key) {
        Tree document = policies.document(key.at("policy"));
        translation.add(key,
                new Properties().with("KeyPolicy", document instanceof Tree.Nothing ? defaultPolicy() : document));
    }

    // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    private static Tree defaultPolicy() {
        return Tree.mapping("Version", "2012-10-17", "Statement", List.of(Tree.mapping("Effect", "Allow", "Principal",
                Tree.mapping("AWS", Tree.mapping("Fn::Sub", "arn:${AWS::Partition}:iam::${AWS::AccountId}:root")),
                "Action", "kms:*", "Resource", "*")));
    }

    /** aws_kms_key_policy. */
    void keyPolicy(Instance policy) {
        links.target(policy.at("key_id"), KEY).ifPresent(key -> translation.set(key.instance().address(), "KeyPolicy",
                policies.document(policy.at("policy"))));
    }

    void alias(Instance alias) {
        translation.add(alias, new Properties().with("TargetKeyId", links.one(alias.at("target_key_id"), KEY)));
    }
}
