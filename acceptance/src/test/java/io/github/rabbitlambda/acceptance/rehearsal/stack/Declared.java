package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A resource as a template declares it. */
public record Declared(String id, JsonNode node) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!.}]+)[^}]*}");

    public String type() {
        return node.get("Type").textValue();
    }

    public JsonNode properties() {
        return node.path("Properties");
    }

    public boolean isRetainedOnDelete() {
        return node.path("DeletionPolicy").asText("Delete").startsWith("Retain");
    }

    public boolean isRetainedOnReplacement() {
        return node.path("UpdateReplacePolicy").asText("Delete").equals("Retain");
    }

    /** The logical ids that its properties refer to or that it names in DependsOn. */
    public Set<String> dependencies() {
        Set<String> found = new LinkedHashSet<>();
        JsonNode explicit = node.path("DependsOn");
        if (explicit.isTextual()) {
            found.add(explicit.textValue());
        }
        explicit.forEach(id -> found.add(id.textValue()));
        addReferences(properties(), found);
        return found;
    }

    private static void addReferences(JsonNode value, Set<String> found) {
        if (value.isObject()) {
            addReference(value, found);
        }
        value.forEach(child -> addReferences(child, found));
    }

    private static void addReference(JsonNode value, Set<String> found) {
        if (value.has("Ref")) {
            found.add(value.get("Ref").textValue());
        }
        JsonNode attribute = value.path("Fn::GetAtt");
        if (!attribute.isMissingNode()) {
            found.add(attribute.isArray() ? attribute.get(0).textValue() : attribute.textValue().split("\\.")[0]);
        }
        JsonNode text = value.path("Fn::Sub");
        JsonNode pattern = text.isArray() ? text.get(0) : text;
        if (!(pattern instanceof MissingNode)) {
            Matcher names = PLACEHOLDER.matcher(pattern.asText());
            while (names.find()) {
                found.add(names.group(1));
            }
        }
    }
}
