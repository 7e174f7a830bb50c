package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.template.UnreadableTemplate;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.PartialText;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/**
 * The user name and password in a secret, as far as its template tells.
 *
 * @param problem why the secret can't be used; sentences put it after the secret's name
 * @param username missing where it isn't known
 * @param password missing where it isn't known
 */
public record Credentials(Answer usable, String problem, Value username, Value password) {

    // A read tree holds numbers as text, so the pattern looks for a value without quotes in the JSON itself.
    private static final Pattern BARE = Pattern.compile("\"(username|password)\"\\s*:\\s*[-\\dtf]");

    private static final String GENERATED = "${generated ";

    public static Credentials of(ResolvedResource secret) {
        Value generate = secret.get("GenerateSecretString");
        if (generate instanceof Value.Fields fields) {
            return generated(fields);
        }
        Value value = secret.get("SecretString");
        if (generate.isMissing() && value.isMissing()) {
            return unknown(Answer.maybe("the value of the secret, which the template leaves empty,",
                    "give it SecretString or GenerateSecretString"));
        }
        if (!generate.isMissing()) {
            return unknown(Answer.maybe(generate.unknownReason()));
        }
        return value instanceof Value.Opaque
                ? unknown(UnseenValue.assume(value,
                        "the value of secret `" + secret.id() + "`, " + value.unknownReason().what()
                                + ", is a JSON object with username and password of a user of the broker"))
                : fromJson(value, "");
    }

    Value get(String key) {
        return switch (key) {
            case "username" -> username;
            case "password" -> password;
            default -> Value.MISSING;
        };
    }

    static boolean isGenerated(Value value) {
        return value instanceof Value.Opaque(String name, UnknownReason reason) && name.startsWith(GENERATED);
    }

    private static Credentials unknown(Answer usable) {
        return new Credentials(usable, "", Value.MISSING, Value.MISSING);
    }

    private static Credentials unusable(String problem) {
        return new Credentials(Answer.NO, problem, Value.MISSING, Value.MISSING);
    }

    private static Credentials generated(Value.Fields fields) {
        Value template = fields.get("SecretStringTemplate");
        Value key = fields.get("GenerateStringKey");
        if (template.isMissing() || key.isMissing()) {
            return unusable(
                    "generates a bare random string (SecretStringTemplate and GenerateStringKey are not both given)");
        }
        if (template instanceof Value.Opaque || !(key instanceof Value.Text(String name))) {
            return unknown(Answer.maybe((template instanceof Value.Opaque ? template : key).unknownReason()));
        }
        return fromJson(template, name);
    }

    // An unknown piece becomes private-use characters: valid inside quotes, and no JSON outside of them.
    private static Credentials fromJson(Value value, String generatedKey) {
        Map<String, Value> unknowns = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (Value part : value instanceof Value.Joined(List<Value> parts) ? parts : List.of(value)) {
            if (part instanceof Value.Text(String piece)) {
                text.append(piece);
            } else {
                String placeholder = "\uE000" + unknowns.size() + "\uE001";
                unknowns.put(placeholder, part);
                text.append(placeholder);
            }
        }
        return parse(text.toString(), generatedKey, unknowns);
    }

    private static Credentials parse(String text, String generatedKey, Map<String, Value> unknowns) {
        Tree tree;
        try {
            tree = JsonReader.read(text);
        } catch (UnreadableTemplate notJson) {
            return unusable("is not JSON (a value without quotes, for example)", text, unknowns);
        }
        if (!(tree instanceof Tree.Mapping object)) {
            return unusable("is not a JSON object", text, unknowns);
        }
        Value username = field(object, "username", generatedKey, unknowns);
        Value password = field(object, "password", generatedKey, unknowns);
        if (BARE.matcher(text).find()) {
            return unusable("has a username or password that is not a string", "", Map.of());
        }
        boolean both = !username.isMissing() && !password.isMissing();
        return both
                ? new Credentials(Answer.YES, "", username, password)
                : unusable("has no " + (username.isMissing() ? "username" : "password"),
                        String.join("", object.entries().keySet()), unknowns);
    }

    /** Unusable, unless a piece of the text that the templates choose by a condition or that is all of it decides. */
    private static Credentials unusable(String problem, String text, Map<String, Value> unknowns) {
        List<UnknownReason> deciding = unknowns.entrySet().stream().filter(unknown -> text.contains(unknown.getKey()))
                .filter(unknown -> text.equals("\"" + unknown.getKey() + "\"")
                        || UnseenValue.assume(unknown.getValue(), "").isMaybe())
                .map(unknown -> unknown.getValue().unknownReason()).toList();
        return deciding.isEmpty()
                ? unusable(problem)
                : unknown(new Answer(Answer.Truth.MAYBE, deciding, List.of()));
    }

    private static Value field(Tree.Mapping object, String name, String generatedKey, Map<String, Value> unknowns) {
        if (name.equals(generatedKey)) {
            return new Value.Opaque(GENERATED + name + "}",
                    UnknownReason.of("the generated " + name, "it is known after deployment only"));
        }
        return object.entry(name).flatMap(Tree::asText).map(text -> withUnknowns(text, unknowns)).orElse(Value.MISSING);
    }

    private static Value withUnknowns(String text, Map<String, Value> unknowns) {
        List<Value> parts = new ArrayList<>();
        int start = 0;
        for (int open = text.indexOf('\uE000'); open >= 0; open = text.indexOf('\uE000', start)) {
            int close = text.indexOf('\uE001', open) + 1;
            parts.add(new Value.Text(text.substring(start, open)));
            parts.add(unknowns.get(text.substring(open, close)));
            start = close;
        }
        parts.add(new Value.Text(text.substring(start)));
        return PartialText.join(parts);
    }
}
