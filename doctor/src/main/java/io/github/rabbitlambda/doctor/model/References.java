package io.github.rabbitlambda.doctor.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/**
 * What the references in a fix stand for: ids and ARNs of the account.
 *
 * @param variables what the commands make, and where they keep it
 */
record References(Tree.Mapping template, String region, Map<String, String> variables) {

    /** The same tree with texts in place of references. */
    Tree resolved(Tree tree) {
        return switch (tree) {
            case Tree.Sequence(List<Tree> items) -> new Tree.Sequence(items.stream().map(this::resolved).toList());
            case Tree.Mapping mapping -> reference(mapping).<Tree>map(Tree::text).orElseGet(() -> fields(mapping));
            default -> tree;
        };
    }

    /** A field as text; empty if it is none. */
    String text(Tree.Mapping fields, String name) {
        return fields.entry(name).map(this::text).orElse("");
    }

    String[] texts(Tree.Mapping fields, String name) {
        return fields.entry(name).map(Tree::asItems).orElse(List.of()).stream().map(this::text).toArray(String[]::new);
    }

    private String text(Tree tree) {
        return resolved(tree).asText().orElse("");
    }

    /** A document as JSON on one line. */
    String json(Tree document) {
        return JsonText.of(resolved(document)).replaceAll("\\n\\s*", "");
    }

    static String type(Tree.Mapping template, String id) {
        return template.entry("Resources").flatMap(all -> all.asMapping().entry(id))
                .flatMap(resource -> resource.asMapping().entry("Type")).flatMap(Tree::asText).orElse("");
    }

    /** The properties of a resource; none if there is no such resource. */
    static Tree.Mapping properties(Tree.Mapping template, String id) {
        return template.entry("Resources").flatMap(all -> all.asMapping().entry(id))
                .flatMap(resource -> resource.asMapping().entry("Properties")).map(Tree::asMapping)
                .orElseGet(Tree::empty);
    }

    private Tree fields(Tree.Mapping mapping) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        mapping.entries().forEach((name, value) -> fields.put(name, resolved(value)));
        return new Tree.Mapping(fields);
    }

    private Optional<String> reference(Tree.Mapping mapping) {
        Optional<String> id = mapping.entry("Ref").flatMap(Tree::asText);
        if (id.isPresent()) {
            return Optional.of(isSecret(id.get()) ? arn(id.get()) : plain(id.get()));
        }
        List<Tree> attribute = mapping.entry("Fn::GetAtt").map(Tree::asItems).orElse(List.of());
        if (attribute.size() == 2) {
            String owner = attribute.getFirst().asText().orElse("");
            return Optional.of(attribute.get(1).equals(Tree.text("Arn")) ? arn(owner) : plain(owner));
        }
        return mapping.entry("Fn::Sub").flatMap(Tree::asText).map(this::substituted);
    }

    private String plain(String id) {
        return variables.getOrDefault(id, id);
    }

    private String arn(String id) {
        return about(Template.ARNS).entry(id).flatMap(Tree::asText).orElse(id);
    }

    private boolean isSecret(String id) {
        return type(template, id).equals("AWS::SecretsManager::Secret");
    }

    private String substituted(String text) {
        String account = about(Template.ACCOUNT, "");
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return text.replace("${AWS::Region}", region).replace("${AWS::AccountId}", account).replace("${AWS::Partition}",
                partition);
    }

    private Tree.Mapping about(String section) {
        return template.entry(Template.TRANSLATED).flatMap(about -> about.asMapping().entry(section))
                .map(Tree::asMapping)
                .orElseGet(Tree::empty);
    }

    private String about(String section, String preset) {
        return template.entry(Template.TRANSLATED).flatMap(about -> about.asMapping().entry(section))
                .flatMap(Tree::asText)
                .orElse(preset);
    }
}
