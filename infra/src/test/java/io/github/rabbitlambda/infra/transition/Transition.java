package io.github.rabbitlambda.infra.transition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rabbitlambda.infra.Template;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An update of a stack: what CloudFormation makes, changes in place, replaces and deletes, by two templates. */
final class Transition {
    private final Map<String, JsonNode> before;
    private final Map<String, JsonNode> after;
    private final Set<String> replaced = new TreeSet<>();

    Transition(Template before, Template after) {
        this.before = resources(before);
        this.after = resources(after);
        for (Set<String> more = replacedToo(); !more.isEmpty(); more = replacedToo()) {
            replaced.addAll(more);
        }
    }

    /** A resource that names a replaced one may have to be replaced as well. */
    private Set<String> replacedToo() {
        return staying().filter(id -> !replaced.contains(id)).filter(this::needsReplacement)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, JsonNode> resources(Template template) {
        Map<String, JsonNode> resources = new TreeMap<>(template.resources());
        resources.replaceAll((id, resource) -> inUsEast1(resource.deepCopy()));
        return resources;
    }

    /** As CloudFormation resolves it in a Region whose zones are a, b, c and so on. */
    private static JsonNode inUsEast1(JsonNode node) {
        if (node.path("Fn::Select").path(1).has("Fn::GetAZs")) {
            return JsonNodeFactory.instance
                    .textNode("us-east-1" + (char) ('a' + node.get("Fn::Select").get(0).asInt()));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(inUsEast1(entry.getValue())));
        }
        return node;
    }

    private boolean needsReplacement(String id) {
        return !type(id).equals(after.get(id).get("Type").asText())
                || changed(id).anyMatch(property -> Replacement.isNeededFor(type(id), property));
    }

    /** The properties that change, or that name a resource that is replaced. */
    Stream<String> changed(String id) {
        JsonNode old = before.get(id).path("Properties");
        JsonNode wanted = after.get(id).path("Properties");
        Set<String> names = new TreeSet<>();
        old.fieldNames().forEachRemaining(names::add);
        wanted.fieldNames().forEachRemaining(names::add);
        return names.stream().filter(name -> !old.path(name).equals(wanted.path(name)) || isNew(wanted.path(name)));
    }

    private boolean isNew(JsonNode value) {
        return Template.references(value).anyMatch(replaced::contains);
    }

    private Stream<String> staying() {
        return before.keySet().stream().filter(after::containsKey);
    }

    Stream<String> changedInPlace() {
        return staying().filter(id -> !replaced.contains(id)).filter(id -> changed(id).findAny().isPresent());
    }

    Stream<String> made() {
        return after.keySet().stream().filter(id -> !before.containsKey(id) || replaced.contains(id));
    }

    /** In the clean-up, after all that is made and changed. */
    Stream<String> deleted() {
        return before.keySet().stream().filter(id -> !after.containsKey(id) || replaced.contains(id));
    }

    boolean isReplaced(String id) {
        return replaced.contains(id);
    }

    /** Whether the values of a resource that is made are those of one that exists until the clean-up. */
    boolean clash(String made, String existing) {
        return Replacement.unique(type(existing)).stream().allMatch(property -> {
            JsonNode value = after.get(made).path("Properties").path(property);
            return value.equals(before.get(existing).path("Properties").path(property)) && !isNew(value);
        });
    }

    String type(String id) {
        return (before.containsKey(id) ? before : after).get(id).get("Type").asText();
    }

    JsonNode before(String id) {
        return before.get(id);
    }

    /** Missing if the resource is deleted. */
    JsonNode after(String id) {
        return after.containsKey(id) ? after.get(id) : JsonNodeFactory.instance.missingNode();
    }

    Stream<String> beforeOfType(String type) {
        return before.keySet().stream().filter(id -> before.get(id).get("Type").asText().equals(type));
    }

    Stream<String> afterOfType(String type) {
        return after.keySet().stream().filter(id -> after.get(id).get("Type").asText().equals(type));
    }
}
