package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.template.UnreadableTemplate;

/**
 * The template that a snapshot becomes. A resource has the id that AWS gave it, or its name where that is what people know;
 * what refers to it does so by that id. What could not be read is {@link Tree.Unclear}, so that no rule takes it for good.
 */
final class Resources {
    static final String NOT_ASKED = "not asked";

    private final Snapshot snapshot;
    private final Map<String, Tree> resources = new LinkedHashMap<>();
    private final Map<String, Tree> arns = new LinkedHashMap<>();

    Resources(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    void add(String id, String type, Properties properties) {
        resources.putIfAbsent(id, Tree.mapping("Type", type, "Properties", properties.tree()));
    }

    /** Adds a resource that has an ARN, by its name; a name that another type has taken gets its type behind it. */
    String addNamed(String name, String type, String arn, Properties properties) {
        String id = idOf(name, type);
        add(id, type, properties);
        arns.put(id, Tree.text(arn));
        return id;
    }

    private String idOf(String name, String type) {
        boolean taken = resources.containsKey(name)
                && !resources.get(name).asMapping().entry("Type").filter(Tree.text(type)::equals).isPresent();
        return taken
                ? name + " (" + type.substring(type.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT) + ")"
                : name;
    }

    static Tree ref(String id) {
        return Tree.mapping("Ref", id);
    }

    static Tree arnOf(String id) {
        return Tree.mapping("Fn::GetAtt", List.of(id, "Arn"));
    }

    /** A reference to what a call lists, such as a subnet; its plain id if the account has no such thing. */
    Tree to(Call call, String member, String id) {
        return switch (snapshot.listed(call, member, id)) {
            case Seen.Known<JsonNode> known -> ref(id);
            case Seen.Absent<JsonNode> absent -> Tree.text(id);
            case Seen.Unread<JsonNode> unread -> unclear("`" + id + "`", unread);
        };
    }

    List<Tree> to(Call call, String member, JsonNode ids) {
        List<Tree> references = new ArrayList<>();
        ids.forEach(id -> references.add(to(call, member, id.asText())));
        return references;
    }

    static Tree unclear(String what, Seen.Unread<JsonNode> unread) {
        return new Tree.Unclear(named(what, unread), "ask again");
    }

    /** What could not be read, with the call that failed: sentences say how to have it read. */
    static String named(String what, Seen.Unread<JsonNode> unread) {
        return what + " (" + unread.call().action() + ": "
                + (unread.code().equals(Seen.NOT_ASKED) ? NOT_ASKED : unread.code()) + ")";
    }

    /** A policy document, which answers hold as text. */
    static Tree policy(String what, Seen<JsonNode> answer, String member) {
        return switch (answer) {
            case Seen.Known<JsonNode>(JsonNode output) -> parsed(what, output.path(member).asText());
            case Seen.Absent<JsonNode> absent -> new Tree.Nothing();
            case Seen.Unread<JsonNode> unread -> unclear(what, unread);
        };
    }

    static Tree parsed(String what, String text) {
        if (text.isEmpty()) {
            return new Tree.Nothing();
        }
        try {
            return JsonReader.read(text);
        } catch (UnreadableTemplate notJson) {
            return new Tree.Unclear(what + ", which is not JSON,", "look at it by hand");
        }
    }

    /** The template; in it everything is made before the mappings. */
    Tree.Mapping template(String account) {
        List<Tree> all = resources.keySet().stream().<Tree>map(Tree::text).toList();
        Map<String, Tree> ordered = new LinkedHashMap<>();
        resources.forEach((id, resource) -> ordered.put(id,
                resource.asMapping().entry("Type").filter(Tree.text("AWS::Lambda::EventSourceMapping")::equals)
                        .isPresent()
                                ? resource.asMapping().with("DependsOn",
                                        new Tree.Sequence(
                                                all.stream().filter(other -> !other.equals(Tree.text(id))).toList()))
                                : resource));
        return Tree.mapping("Resources", new Tree.Mapping(ordered), Template.TRANSLATED,
                Tree.mapping(Template.ACCOUNT, account,
                        Template.REGION, snapshot.region(), Template.ARNS, new Tree.Mapping(arns)));
    }
}
