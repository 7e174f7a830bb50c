package io.github.rabbitlambda.acceptance.rehearsal.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.reachability.iam.Glob;
import io.github.rabbitlambda.reachability.value.Value;

/** A statement of a policy whose values are all known. Patterns are matched by the connectivity check's. */
record PolicyStatement(JsonNode node) {

    static List<PolicyStatement> of(JsonNode document) {
        List<PolicyStatement> statements = new ArrayList<>();
        document.get("Statement").forEach(statement -> statements.add(new PolicyStatement(statement)));
        return statements;
    }

    boolean isDeny() {
        return node.get("Effect").textValue().equals("Deny");
    }

    boolean covers(Access access) {
        return any(node.path("Action"), access.action().toLowerCase(Locale.ROOT), true)
                && any(node.path("Resource"), access.resource(), false)
                && node.path("Condition").properties().stream().allMatch(operator -> holds(operator, access));
    }

    /** Whether a statement of a resource's policy is about this role. */
    boolean isAbout(String roleArn) {
        JsonNode principal = node.path("Principal");
        return any(principal.isObject() ? principal.path("AWS") : principal, roleArn, false);
    }

    private static boolean holds(Map.Entry<String, JsonNode> operator, Access access) {
        return switch (operator.getKey()) {
            case "ArnLike", "ArnEquals", "StringLike", "StringEquals", "Bool" ->
                operator.getValue().properties().stream()
                        .allMatch(key -> any(key.getValue(), access.value(key.getKey()), false));
            default -> throw new UnsupportedOperationException("the rehearsal must know the condition operator "
                    + operator.getKey() + " (it doesn't): add it to PolicyStatement");
        };
    }

    private static boolean any(JsonNode patterns, String text, boolean isLowerCase) {
        return patterns.isArray()
                ? StreamSupport.stream(patterns.spliterator(), false)
                        .anyMatch(pattern -> matches(pattern, text, isLowerCase))
                : matches(patterns, text, isLowerCase);
    }

    private static boolean matches(JsonNode pattern, String text, boolean isLowerCase) {
        String wanted = isLowerCase ? pattern.asText().toLowerCase(Locale.ROOT) : pattern.asText();
        return Glob.matches(new Value.Text(wanted), new Value.Text(text)).isYes();
    }
}
