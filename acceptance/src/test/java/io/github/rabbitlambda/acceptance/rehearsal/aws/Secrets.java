package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Secrets Manager: AWS::SecretsManager::Secret, GetSecretValue and dynamic references. */
public final class Secrets implements Service, Kind {
    private static final Pattern DYNAMIC = Pattern
            .compile("\\{\\{resolve:secretsmanager:(arn:[^}]+?):SecretString:([^:}]+)[^}]*}}");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Override
    public Made create(Order order) {
        String arn = Account.arn("secretsmanager", "secret:" + order.name("Name") + "-AbCdEf");
        values.put(arn, generated(order.properties().path("GenerateSecretString")));
        return Made.of(arn).with("Id", arn);
    }

    private String generated(JsonNode wanted) {
        if (!wanted.has("SecretStringTemplate")) {
            throw new Refused("The rehearsal knows only secrets with SecretStringTemplate: add others to Secrets.");
        }
        ObjectNode secret = (ObjectNode) Json.read(wanted.get("SecretStringTemplate").textValue());
        StringBuilder password = new StringBuilder();
        random.ints(wanted.get("PasswordLength").intValue(), 0, LETTERS.length())
                .forEach(letter -> password.append(LETTERS.charAt(letter)));
        secret.put(wanted.get("GenerateStringKey").textValue(), password.toString());
        return Json.text(secret);
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("Name").equals(after.path("Name"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        if (!before.properties().path("GenerateSecretString").equals(order.properties().path("GenerateSecretString"))) {
            values.put(before.physicalId(), generated(order.properties().path("GenerateSecretString")));
        }
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        values.remove(resource.physicalId());
    }

    /** Changes a secret by hand, as an operator does. */
    public void put(String arn, String value) {
        values.put(arn, value);
    }

    public Optional<JsonNode> find(String arn) {
        return Optional.ofNullable(values.get(arn)).map(Json::read);
    }

    public List<String> left() {
        return values.keySet().stream().map(arn -> "secret " + arn).toList();
    }

    /** A text with the values of its dynamic references. */
    public String reveal(String text) {
        Matcher references = DYNAMIC.matcher(text);
        return references.replaceAll(found -> Matcher.quoteReplacement(
                find(found.group(1)).orElseThrow(() -> new Refused("Secrets Manager can't find the specified secret."))
                        .path(found.group(2)).asText()));
    }

    @Override
    public Access access(Call call) {
        return Access.to("secretsmanager:" + call.target(), call.json().path("SecretId").asText());
    }

    @Override
    public Reply answer(Call call) {
        if (!call.target().equals("GetSecretValue")) {
            throw new UnsupportedOperationException("the rehearsal must know " + call.target() + " (it doesn't)");
        }
        String arn = call.json().get("SecretId").textValue();
        return find(arn).map(value -> Reply.json(200, Json.object("ARN", arn, "SecretString", Json.text(value))))
                .orElseGet(() -> Reply.error(400, "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret."));
    }
}
