package io.github.rabbitlambda.doctor.model;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.template.Tree;

/** The mapping's secret with its policy and its key. */
final class SecretResources {
    /** A value with each of the faults that the reader finds in a secret: the rules say the same of it. */
    private static final Map<String, String> FAULTY = Map.of("is not JSON", "password", "is binary", "password",
            "is not a JSON object", "[]", "has no username", "{\"password\":\"-\"}", "has no password",
            "{\"username\":\"-\"}", "has a username or password that is not a string",
            "{\"username\":\"-\",\"password\":1}");
    private static final Tree USABLE = Tree.mapping("SecretStringTemplate", "{\"username\":\"-\"}", "GenerateStringKey",
            "password");

    private final Resources resources;
    private final Snapshot snapshot;

    SecretResources(Resources resources) {
        this.resources = resources;
        this.snapshot = resources.snapshot();
    }

    /** Adds a secret and returns what its mapping refers to; the ARN itself if there is no such secret. */
    Tree add(String arn) {
        Seen<JsonNode> secret = snapshot.seen(Call.DESCRIBE_SECRET, "SecretId", arn);
        if (secret.isAbsent() || !arn.contains(":secretsmanager:")) {
            return Tree.text(arn);
        }
        String name = secret.known().map(known -> known.path("Name").asText()).orElse(arn);
        Properties properties = new Properties();
        value(arn, properties);
        secret.known().ifPresentOrElse(known -> key(known.path("KmsKeyId").asText(), properties), () -> properties
                .with("KmsKeyId", keyThatIsNotKnown(name, secret.unread().orElseThrow())));
        String id = resources.addNamed(name, "AWS::SecretsManager::Secret",
                secret.known().map(known -> known.path("ARN").asText(arn)).orElse(arn), properties);
        policy(id, arn);
        return Resources.ref(id);
    }

    private Tree keyThatIsNotKnown(String secret, Seen.Unread<JsonNode> unread) {
        String id = "the key of " + secret;
        resources.add(id, "AWS::KMS::Key",
                new Properties().with("KeyPolicy", Resources.unclear("the key of `" + secret + "`", unread)));
        return Resources.arnOf(id);
    }

    // A value that was not asked for is assumed to be usable; one that was asked for in vain is not known.
    private void value(String arn, Properties properties) {
        Seen<JsonNode> value = snapshot.seen(Call.GET_SECRET_VALUE, "SecretId", arn);
        boolean asked = value.unread().filter(unread -> unread.code().equals(Seen.NOT_ASKED)).isEmpty();
        if (!asked) {
            properties.with("SecretString", new Tree.Unclear("which was not looked at (--check-secret does)", ""));
        } else if (value.known().filter(known -> known.path("Usable").asBoolean()).isPresent()) {
            properties.with("GenerateSecretString", USABLE);
        } else if (value.unread().isEmpty()) {
            String problem = value.known().map(known -> known.path("Problem").asText()).orElse("");
            properties.with("SecretString", Tree.text(FAULTY.getOrDefault(problem, "")));
        }
    }

    private void key(String id, Properties properties) {
        if (id.isEmpty() || id.contains("alias/aws/secretsmanager")) {
            return;
        }
        Seen<JsonNode> key = snapshot.seen(Call.DESCRIBE_KEY, "KeyId", id);
        String arn = key.known().map(known -> known.path("KeyMetadata").path("Arn").asText()).orElse(id);
        if (key.known().filter(known -> known.path("KeyMetadata").path("KeyManager").asText().equals("AWS"))
                .isPresent()) {
            return;
        }
        Tree policy = Resources.policy("the policy of key `" + arn + "`",
                key.flatMap(known -> snapshot.seen(Call.GET_KEY_POLICY, "KeyId", arn, "PolicyName", "default")),
                "Policy");
        String name = resources.addNamed(arn.substring(arn.lastIndexOf('/') + 1), "AWS::KMS::Key", arn,
                new Properties().with("KeyPolicy", policy));
        properties.with("KmsKeyId", Resources.arnOf(name));
    }

    private void policy(String secret, String arn) {
        Tree document = Resources.policy("the policy of secret `" + secret + "`",
                snapshot.seen(Call.GET_RESOURCE_POLICY, "SecretId", arn), "ResourcePolicy");
        if (!(document instanceof Tree.Nothing)) {
            resources.add("the policy of " + secret, "AWS::SecretsManager::ResourcePolicy",
                    new Properties().with("SecretId", Resources.ref(secret)).with("ResourcePolicy", document));
        }
    }
}
