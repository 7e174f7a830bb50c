package io.github.rabbitlambda.reachability;

import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.CONNECTS_IF;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.FAILS;
import static io.github.rabbitlambda.reachability.verdict.Verdict.Kind.UNKNOWN;

import java.util.ArrayList;
import java.util.List;

import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** R16 where the secret or its key has a policy. */
class ResourcePolicyTest extends RulesTest {
    private static final String READ = "secretsmanager:GetSecretValue";
    private static final String DECRYPT = "kms:Decrypt";
    private static final Tree ROOT = Tree.mapping("AWS",
            Tree.mapping("Fn::Sub", "arn:aws:iam::${AWS::AccountId}:root"));
    private static final Tree OTHER = Tree.mapping("AWS", "arn:aws:iam::123456789012:role/other");
    private static final Tree ITSELF = Tree.mapping("AWS", getAtt("ConsumerRole.Arn"));

    @Override
    void collect() {
        secretDenies();
        secretGrants();
        keyDenies();
        keyGrants();
        keyElsewhere();
    }

    private static Tree statement(String effect, Tree principal, String action, Object... more) {
        List<Object> fields = new ArrayList<>(
                List.of("Effect", effect, "Principal", principal, "Action", action, "Resource", "*"));
        fields.addAll(List.of(more));
        return Tree.mapping(fields.toArray());
    }

    private static Tree policyOf(Object secret, Tree... statements) {
        return Tree.mapping("Type", "AWS::SecretsManager::ResourcePolicy", "Properties",
                Tree.mapping("SecretId", secret,
                        "ResourcePolicy", Tree.mapping("Version", "2012-10-17", "Statement", Tree.list(statements))));
    }

    private void secretDenies() {
        Tree everybody = Tree.text("*");
        Tree deny = statement("Deny", everybody, READ);
        String policy = "Resources/SecretPolicy";
        add(ISOLATED, "Deny of the account in a secret's policy", FAILS, "the policy of secret `Creds` denies role",
                policy,
                policyOf(ref("Creds"), statement("Deny", ROOT, "secretsmanager:*")));
        add(ISOLATED, "Deny beside a condition of its own", FAILS, "the policy of secret `Creds` denies role", policy,
                policyOf(ref("Creds"), statement("Deny", everybody, READ, "Condition",
                        Tree.mapping("Bool", Tree.mapping("aws:SecureTransport", "true")))));
        add(ISOLATED, "Deny of all but the role", CONNECTS, "", policy,
                policyOf(ref("Creds"), statement("Deny", everybody, READ, "Condition", Tree.mapping("StringNotEquals",
                        Tree.mapping("aws:PrincipalArn", getAtt("ConsumerRole.Arn"))))));
        add(ISOLATED, "Deny without TLS in a secret's policy", CONNECTS, "", policy,
                policyOf(ref("Creds"), statement("Deny", everybody, READ, "Condition",
                        Tree.mapping("Bool", Tree.mapping("aws:SecureTransport", "false")))));
        add(ISOLATED, "Deny of another role", CONNECTS, "", policy,
                policyOf(ref("Creds"), statement("Deny", OTHER, READ)), ROLE + "RoleName", "mine");
        add(ISOLATED, "Deny of a session", UNKNOWN, "is a session of the role", policy, policyOf(ref("Creds"),
                statement("Deny", Tree.mapping("AWS", "arn:aws:sts::123456789012:assumed-role/mine/x"), READ)));
        add(ISOLATED, "Deny of all but some", UNKNOWN, "NotPrincipal", policy, policyOf(ref("Creds"), Tree.mapping(
                "Effect", "Deny", "NotPrincipal", ITSELF, "Action", READ, "Resource", "*")));
        add(ISOLATED, "Deny in the policy of another secret", CONNECTS, "", policy, policyOf(ref("Other"), deny),
                "Resources/Other/Type", "AWS::SecretsManager::Secret");
        add(ISOLATED, "Deny in the policy of an unseen secret", UNKNOWN, "parameter `Which`", policy,
                policyOf(ref("Which"), deny), "Parameters/Which/Type", "String");
        add(ISOLATED, "Deny in the policy of the secret by its name", FAILS, "denies role `ConsumerRole`", policy,
                policyOf("creds", deny), "Resources/Creds/Properties/Name", "creds");
        add(ISOLATED, "Deny in the policy of the secret's attachment", FAILS, "denies role `ConsumerRole`", policy,
                policyOf(ref("Attached"), deny), "Resources/Attached",
                Tree.mapping("Type", "AWS::SecretsManager::SecretTargetAttachment", "Properties",
                        Tree.mapping("SecretId", ref("Creds"))));
        add(ISOLATED, "two policies of a secret", UNKNOWN, "which policy of secret", policy,
                policyOf(ref("Creds"), deny), "Resources/Second",
                policyOf(ref("Creds"), statement("Allow", ITSELF, READ)));
        add(ISOLATED, "policy of a secret made under a condition", UNKNOWN, "FAILS when P=x", policy,
                policyOf(ref("Creds"), deny), policy + "/Condition", "C", "Parameters/P",
                Tree.mapping("Type", "String", "AllowedValues", List.of("x", "y")), "Conditions/C",
                Tree.mapping("Fn::Equals", List.of(ref("P"), "x")));
    }

    private void secretGrants() {
        Tree.Mapping without = Stacks.with(ISOLATED, STATEMENTS + "1", null);
        String policy = "Resources/SecretPolicy";
        add(without, "grant to the role in a secret's policy", CONNECTS, "", policy,
                policyOf(ref("Creds"), statement("Allow", ITSELF, READ)));
        add(without, "grant to everybody in a secret's policy", CONNECTS, "", policy,
                policyOf(ref("Creds"), statement("Allow", Tree.text("*"), "secretsmanager:Get*")));
        add(without, "grant to the account in a secret's policy", FAILS, "is not allowed " + READ, policy,
                policyOf(ref("Creds"), statement("Allow", ROOT, READ)));
        add(without, "grant to a parameter", UNKNOWN, "parameter `Who`", policy,
                policyOf(ref("Creds"), statement("Allow", Tree.mapping("AWS", ref("Who")), READ)),
                "Parameters/Who/Type", "String");
        add(without, "grant to the role that its boundary doesn't allow", UNKNOWN,
                "limits what the policy of a resource",
                policy, policyOf(ref("Creds"), statement("Allow", ITSELF, READ)), ROLE + "PermissionsBoundary",
                ref("Limit"), "Resources/Limit",
                Tree.mapping("Type", "AWS::IAM::ManagedPolicy", "Properties",
                        Tree.mapping("PolicyDocument",
                                Tree.mapping("Statement", Tree.mapping("Effect", "Allow", "Action",
                                        List.of("mq:*", "ec2:*"), "Resource", "*")))));
        add(ISOLATED, "Deny of the role beside a grant by the secret", FAILS, "is not allowed " + READ, policy,
                policyOf(ref("Creds"), statement("Allow", ITSELF, READ)), STATEMENTS + "-",
                Tree.mapping("Effect", "Deny", "Action", READ, "Resource", "*"));
    }

    private void key(String name, Tree.Mapping template, Verdict.Kind kind,
            String says, Tree... statements) {
        add(template, name, kind, says, "Resources/Key",
                Tree.mapping("Type", "AWS::KMS::Key", "Properties",
                        statements.length == 0
                                ? Tree.mapping("Description", "by default")
                                : Tree.mapping("KeyPolicy", Tree.mapping("Statement", Tree.list(statements)))),
                "Resources/Creds/Properties/KmsKeyId", getAtt("Key.Arn"));
    }

    private static Tree.Mapping granted() {
        return Stacks.with(ISOLATED, STATEMENTS + "-",
                Tree.mapping("Effect", "Allow", "Action", DECRYPT, "Resource", "*"));
    }

    private void keyDenies() {
        Tree account = statement("Allow", ROOT, "kms:*");
        key("key policy for others only", granted(), FAILS, "nor to the account", statement("Allow", OTHER, "kms:*"));
        key("key policy that denies everybody", granted(), FAILS, "the policy of key `Key` denies role", account,
                statement("Deny", Tree.text("*"), DECRYPT));
        key("key policy that denies others", Stacks.with(granted(), ROLE + "RoleName", "mine"), CONNECTS, "", account,
                statement("Deny", OTHER, DECRYPT));
        key("key policy that denies every other service", granted(), CONNECTS, "", account,
                statement("Deny", Tree.text("*"), DECRYPT, "Condition",
                        Tree.mapping("StringNotLike",
                                Tree.mapping("kms:ViaService", "secretsmanager.*.amazonaws.com"))));
        key("role denies what the key policy grants", Stacks.with(ISOLATED, STATEMENTS + "-",
                Tree.mapping("Effect", "Deny", "Action", "kms:*", "Resource", "*")), FAILS,
                "is not allowed kms:Decrypt on it", statement("Allow", ITSELF, DECRYPT));
    }

    private void keyGrants() {
        key("key policy for the account", granted(), CONNECTS, "", statement("Allow", ROOT, "kms:*"));
        key("key policy by default", granted(), CONNECTS, "");
        key("key policy by default and no grant", ISOLATED, FAILS, "is not allowed kms:Decrypt on it");
        key("key policy for everybody by way of the secret", ISOLATED, CONNECTS, "",
                statement("Allow", Tree.mapping("AWS", "*"), DECRYPT, "Condition",
                        Tree.mapping("StringEquals",
                                Tree.mapping("kms:CallerAccount", ref("AWS::AccountId"), "kms:ViaService",
                                        Tree.mapping("Fn::Sub", "secretsmanager.${AWS::Region}.amazonaws.com")))));
        key("key policy for everybody by way of another service", ISOLATED, FAILS, "kms:Decrypt",
                statement("Allow", Tree.mapping("AWS", "*"), DECRYPT, "Condition", Tree.mapping("StringEquals",
                        Tree.mapping("kms:ViaService", Tree.mapping("Fn::Sub", "s3.${AWS::Region}.amazonaws.com")))));
        key("key policy for an account that may be the stack's", granted(), CONNECTS_IF,
                "the stack's account is the one that a policy names",
                statement("Allow", Tree.mapping("AWS", "arn:aws:iam::123456789012:root"), "kms:*"));
    }

    private void keyElsewhere() {
        String id = "Resources/Creds/Properties/KmsKeyId";
        String arn = "arn:aws:kms:eu-west-1:123456789012:key/k-1";
        add(granted(), "key by its ARN", CONNECTS_IF, "leaves the decision to the policies of its account", id, arn);
        add(ISOLATED, "key by its ARN without a grant", UNKNOWN, "the policy of the key", id, arn);
        add(ISOLATED, "key by its id, of which one is denied", UNKNOWN, "the ARN of the key `k-1`", id, "k-1",
                STATEMENTS + "-", Tree.mapping("Effect", "Allow", "Action", DECRYPT, "Resource", "*"), STATEMENTS + "-",
                Tree.mapping("Effect", "Deny", "Action", DECRYPT, "Resource", arn));
        add(ISOLATED, "key of Secrets Manager", CONNECTS, "", id, "alias/aws/secretsmanager");
        add(ISOLATED, "key under a condition", UNKNOWN, "FAILS when P=x", "Resources/Key/Type", "AWS::KMS::Key", id,
                Tree.mapping("Fn::If", List.of("C", ref("Key"), ref("AWS::NoValue"))), "Parameters/P",
                Tree.mapping("Type", "String", "AllowedValues", List.of("x", "y")), "Conditions/C",
                Tree.mapping("Fn::Equals", List.of(ref("P"), "x")));
    }
}
