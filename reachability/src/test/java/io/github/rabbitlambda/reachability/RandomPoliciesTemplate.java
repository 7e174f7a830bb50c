package io.github.rabbitlambda.reachability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.rabbitlambda.reachability.RandomPolicies.Policy;
import io.github.rabbitlambda.reachability.RandomPolicies.Statement;
import io.github.rabbitlambda.reachability.RandomPolicies.When;
import io.github.rabbitlambda.reachability.template.Tree;

/** {@link RandomPolicies} as a template; everything else is that of a graded case. */
final class RandomPoliciesTemplate {
    private static final Tree.Mapping SOUND = Stacks.tree("G1-isolated.json");
    private static final Tree NOTHING = Tree.mapping("Ref", "AWS::NoValue");

    private final RandomPolicies policies;
    private Tree.Mapping template = SOUND;

    private RandomPoliciesTemplate(RandomPolicies policies) {
        this.policies = policies;
    }

    static Tree.Mapping of(RandomPolicies policies) {
        RandomPoliciesTemplate writer = new RandomPoliciesTemplate(policies);
        writer.write();
        return writer.template;
    }

    private void write() {
        Tree free = Tree.mapping("Type", "String", "AllowedValues", List.of("x", "y"));
        put("Parameters", Tree.mapping("FirstValue", free, "SecondValue", free));
        put("Conditions", Tree.mapping("First", equals("FirstValue"), "Second", equals("SecondValue"), "Undecided",
                equals("AWS::StackName")));
        String role = "Resources/ConsumerRole/Properties/";
        put(role + "AssumeRolePolicyDocument", when(policies.trust, this::policy));
        put(role + "Policies", policies.inline.stream()
                .map(inline -> when(inline,
                        policy -> Tree.mapping("PolicyName", "p", "PolicyDocument", policy(policy))))
                .toList());
        policies.attached.ifPresent(attached -> resource("Attached", "AWS::IAM::Policy", "PolicyName", "attached",
                "Roles", List.of(ref("ConsumerRole")), "PolicyDocument", when(attached, this::policy)));
        policies.boundary.ifPresent(boundary -> {
            resource("Limit", "AWS::IAM::ManagedPolicy", "PolicyDocument", when(boundary, this::policy));
            put(role + "PermissionsBoundary", ref("Limit"));
        });
        policies.secretPolicy.ifPresent(policy -> resource("SecretPolicy", "AWS::SecretsManager::ResourcePolicy",
                "SecretId", ref("Creds"), "ResourcePolicy", when(policy, this::policy)));
        key();
        policies.stsEndpoint.ifPresent(policy -> endpoint("StsEndpoint", policy));
        policies.secretsEndpoint.ifPresent(policy -> endpoint("SecretsEndpoint", policy));
        policies.lambdaEndpoint.ifPresent(policy -> endpoint("LambdaApiEndpoint", policy));
    }

    private void key() {
        resource("Key", "AWS::KMS::Key", "Description", "key");
        policies.keyPolicy.ifPresent(policy -> put("Resources/Key/Properties/KeyPolicy", when(policy, this::policy)));
        policies.keyed.ifPresent(condition -> put("Resources/Creds/Properties/KmsKeyId",
                when(new When<>(condition, Optional.of("Key"), Optional.empty()), RandomPoliciesTemplate::ref)));
    }

    private void endpoint(String id, When<Policy> policy) {
        put("Resources/" + id + "/Properties/PolicyDocument", when(policy, this::policy));
    }

    private Tree policy(Policy policy) {
        return Tree.mapping("Version", "2012-10-17", "Statement",
                policy.statements().stream().map(statement -> when(statement, this::statement)).toList());
    }

    private Tree statement(Statement statement) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        fields.put("Effect", when(statement.effect(), RandomPoliciesTemplate::text));
        statement.principal().ifPresent(
                principal -> fields.put("Principal", when(principal, RandomPoliciesTemplate::principal)));
        fields.put(statement.notAction() ? "NotAction" : "Action", list(statement.actions()));
        if (!statement.resources().isEmpty()) {
            fields.put(statement.notResource() ? "NotResource" : "Resource", list(statement.resources()));
        }
        statement.condition()
                .ifPresent(condition -> fields.put("Condition", when(condition, RandomPoliciesTemplate::condition)));
        return new Tree.Mapping(fields);
    }

    private static Tree list(List<When<String>> items) {
        return new Tree.Sequence(items.stream().map(item -> when(item, RandomPoliciesTemplate::text)).toList());
    }

    private static Tree principal(String principal) {
        String[] words = principal.split(" ");
        return words.length == 1 ? Tree.text(principal) : Tree.mapping(words[0], List.of(text(words[1])));
    }

    private static Tree condition(String condition) {
        String[] words = condition.split(" ");
        return Tree.mapping(words[0], Tree.mapping(words[1], text(words[2])));
    }

    private static Tree text(String text) {
        return switch (text) {
            case "@role" -> Tree.mapping("Fn::GetAtt", List.of("ConsumerRole", "Arn"));
            case "@broker" -> Tree.mapping("Fn::GetAtt", List.of("Broker", "Arn"));
            case "@key" -> Tree.mapping("Fn::GetAtt", List.of("Key", "Arn"));
            case "@secret" -> ref("Creds");
            case "@account" -> ref("AWS::AccountId");
            case "@root" -> Tree.mapping("Fn::Sub", "arn:aws:iam::${AWS::AccountId}:root");
            case "@via" -> Tree.mapping("Fn::Sub", "secretsmanager.${AWS::Region}.amazonaws.com");
            default -> Tree.text(text);
        };
    }

    private static <T> Tree when(When<T> when, Function<T, Tree> write) {
        Tree holds = when.holds().map(write).orElse(NOTHING);
        return when.condition().equals(RandomPolicies.ALWAYS)
                ? holds
                : Tree.mapping("Fn::If",
                        List.of(when.condition(), holds, when.fails().map(write).orElse(NOTHING)));
    }

    private static Tree equals(String name) {
        return Tree.mapping("Fn::Equals", List.of(ref(name), "x"));
    }

    private static Tree ref(String id) {
        return Tree.mapping("Ref", id);
    }

    private void resource(String id, String type, Object... properties) {
        put("Resources/" + id, Tree.mapping("Type", type, "Properties", Tree.mapping(properties)));
    }

    private void put(String path, Object value) {
        template = Stacks.with(template, path, value);
    }
}
