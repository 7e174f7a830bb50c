package io.github.rabbitlambda.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A CloudFormation template with the questions that tests ask: resources by type or id, order, permissions. */
public record Template(JsonNode json) {

    public Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new LinkedHashMap<>();
        json.get("Resources").properties().forEach(entry -> resources.put(entry.getKey(), entry.getValue()));
        return resources;
    }

    /** The number of resources, without the metadata that the CDK's command line adds. */
    public int size() {
        return resources().size() - ofType("AWS::CDK::Metadata").size();
    }

    public Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> resources = resources();
        resources.values().removeIf(resource -> !resource.get("Type").asText().equals(type));
        return resources;
    }

    public JsonNode only(String type) {
        Map<String, JsonNode> found = ofType(type);
        assertThat(found).as(type).hasSize(1);
        return found.values().iterator().next().get("Properties");
    }

    /** The logical id of the one resource of the type whose id has this prefix. */
    public String id(String type, String prefix) {
        List<String> ids = ofType(type).keySet().stream().filter(id -> id.startsWith(prefix)).toList();
        assertThat(ids).as(type + " " + prefix).hasSize(1);
        return ids.get(0);
    }

    public JsonNode properties(String id) {
        return resources().get(id).path("Properties");
    }

    /** What CloudFormation creates before the resource and deletes after it. */
    public Set<String> createdBefore(String id) {
        Set<String> before = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            dependencies(open.pop()).filter(before::add).forEach(open::push);
        }
        return before;
    }

    private Stream<String> dependencies(String id) {
        JsonNode resource = resources().get(id);
        return Stream.concat(references(resource), strings(resource.path("DependsOn")))
                .filter(name -> json.get("Resources").has(name));
    }

    private static Stream<String> strings(JsonNode node) {
        return node.isTextual() ? Stream.of(node.asText()) : stream(node).map(JsonNode::asText);
    }

    /** Logical ids in Ref, Fn::GetAtt and Fn::Sub. */
    public static Stream<String> references(JsonNode node) {
        Stream<String> here = Stream.concat(
                node.path("Ref").isTextual() ? Stream.of(node.get("Ref").asText()) : Stream.empty(),
                node.path("Fn::GetAtt").isArray()
                        ? Stream.of(node.get("Fn::GetAtt").get(0).asText())
                        : Stream.empty());
        return Stream.concat(Stream.concat(here, substituted(node.path("Fn::Sub"))),
                stream(node).flatMap(Template::references));
    }

    private static Stream<String> substituted(JsonNode text) {
        return text.isTextual()
                ? Pattern.compile("\\$\\{([^!.}]+)").matcher(text.asText()).results()
                        .map(match -> match.group(1))
                : Stream.empty();
    }

    public static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    /** The statements of all inline and attached policies of the role. */
    public Stream<JsonNode> statements(String role) {
        Stream<JsonNode> inline = stream(properties(role).path("Policies")).map(policy -> policy.get("PolicyDocument"));
        Stream<JsonNode> attached = ofType("AWS::IAM::Policy").values().stream().map(policy -> policy.get("Properties"))
                .filter(policy -> references(policy.get("Roles")).anyMatch(role::equals))
                .map(policy -> policy.get("PolicyDocument"));
        return Stream.concat(inline, attached).flatMap(document -> stream(document.get("Statement")));
    }

    public static List<String> actions(JsonNode statement) {
        return strings(statement.get("Action")).toList();
    }
}
