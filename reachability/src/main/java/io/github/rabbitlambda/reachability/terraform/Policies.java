package io.github.rabbitlambda.reachability.terraform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.template.UnreadableTemplate;

/** Policy documents: JSON text, or the data source aws_iam_policy_document where its text isn't known before the apply. */
final class Policies {
    static final String DOCUMENT = "aws_iam_policy_document";

    private final Links links;

    Policies(Links links) {
        this.links = links;
    }

    Tree document(Attribute policy) {
        if (!policy.isUnknown() || policy.isAbsent()) {
            return policy.isKnown() ? parsed(policy.text().orElse("")) : links.plain(policy);
        }
        Optional<Instance> source = links.target(policy, DOCUMENT).map(Target::instance)
                .filter(found -> policy.references().stream().noneMatch(reference -> reference.startsWith("aws_")));
        return source.map(this::document).orElseGet(() -> unclear(policy));
    }

    private static Tree unclear(Attribute policy) {
        return new Tree.Unclear(policy.show() + ", a policy whose text is known only after the apply,",
                "write it as a data source aws_iam_policy_document, whose statements a plan shows, or check the state after the apply (terraform show -json)");
    }

    Tree parsed(String text) {
        try {
            return linked(JsonReader.read(text));
        } catch (UnreadableTemplate notJson) {
            return Tree.text(text);
        }
    }

    private Tree linked(Tree tree) {
        return switch (tree) {
            case Tree.Scalar(String text) -> links.ids().linked(text);
            case Tree.Sequence(List<Tree> items) -> new Tree.Sequence(items.stream().map(this::linked).toList());
            case Tree.Mapping(Map<String, Tree> entries) -> {
                Map<String, Tree> copy = new LinkedHashMap<>();
                entries.forEach((key, entry) -> copy.put(key, linked(entry)));
                yield new Tree.Mapping(copy);
            }
            case Tree.Nothing nothing -> nothing;
            case Tree.Unclear unclear -> unclear;
        };
    }

    private Tree document(Instance source) {
        Attribute json = source.at("json");
        return json.isKnown()
                ? parsed(json.text().orElse(""))
                : new PolicyDocument(source, links, this).tree();
    }
}
