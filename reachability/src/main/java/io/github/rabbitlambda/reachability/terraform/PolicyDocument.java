package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * A data source aws_iam_policy_document that Terraform reads during the apply only: its statements are in the plan, but for
 * what isn't known
 * (https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/d/iam_policy_document.html.markdown).
 */
final class PolicyDocument {
    private static final Tree NOTHING = new Tree.Nothing();

    private final Instance source;
    private final Links links;
    private final Policies policies;

    PolicyDocument(Instance source, Links links, Policies policies) {
        this.source = source;
        this.links = links;
        this.policies = policies;
    }

    Tree tree() {
        List<Tree> statements = new ArrayList<>(
                source.blocks("statement").stream().<Tree>map(this::statement).toList());
        more("source_policy_documents", statements);
        more("source_json", statements);
        more("override_policy_documents", statements);
        more("override_json", statements);
        if (source.at("statement").isUnknown()) {
            statements.add(links.unclear(source.at("statement")));
        }
        return Tree.mapping("Version", "2012-10-17", "Statement", statements);
    }

    // What overrides may replace any statement, so it stays unknown.
    private void more(String attribute, List<Tree> statements) {
        Attribute documents = source.at(attribute);
        if (documents.isAbsent()) {
            return;
        }
        if (documents.isUnknown() || attribute.startsWith("override")
                || documents.items().stream().anyMatch(item -> !item.isKnown())) {
            statements.add(links.unclear(documents));
            return;
        }
        documents.items().forEach(item -> statements.addAll(policies.parsed(item.text().orElse("")).asMapping()
                .entry("Statement").map(Tree::asItems).orElse(List.of(links.unclear(documents)))));
    }

    private Tree statement(Attribute block) {
        return new Properties().with("Effect", links.plain(block.at("effect")), "Allow")
                .with("Action", links.many(block.at("actions")))
                .with("NotAction", links.many(block.at("not_actions")))
                .with("Resource", resources(block.at("resources")))
                .with("NotResource", resources(block.at("not_resources")))
                .with("Principal", principals(block, "principals"))
                .with("NotPrincipal", principals(block, "not_principals"))
                .with("Condition", conditions(block)).tree();
    }

    // A plan tells what an ARN refers to, but not what is added to it.
    private List<Tree> resources(Attribute resources) {
        List<Tree> found = links.many(resources);
        boolean referred = found.stream().anyMatch(item -> item instanceof Tree.Mapping);
        boolean open = resources.isUnknown() || resources.items().stream().anyMatch(Attribute::isUnknown);
        if (referred && open) {
            links.assume("`" + resources.path() + "` of `" + source.address()
                    + "` are the ARNs that they refer to, with nothing added to them.");
        }
        return resources.isUnknown() && !resources.isAbsent() ? withRest(found, resources) : found;
    }

    // Literals beside the references of a set that isn't known as a whole aren't in the plan.
    private List<Tree> withRest(List<Tree> found, Attribute resources) {
        List<Tree> all = new ArrayList<>(found);
        all.add(new Tree.Unclear("what else `" + resources.path() + "` of `" + source.address() + "` holds",
                "write one statement for each resource"));
        return all;
    }

    private Tree principals(Attribute statement, String name) {
        Map<String, Tree> principals = new LinkedHashMap<>();
        for (Attribute block : statement.blocks(name)) {
            List<Tree> identifiers = new ArrayList<>(links.many(block.at("identifiers")));
            String type = block.at("type").text().orElse("");
            if (type.equals("*")) {
                return Tree.text("*");
            }
            if (type.isEmpty()) {
                return links.unclear(block.at("type"));
            }
            identifiers.addAll(principals.getOrDefault(type, Tree.list()).asItems());
            principals.put(type, new Tree.Sequence(identifiers));
        }
        return principals.isEmpty() ? NOTHING : new Tree.Mapping(principals);
    }

    private Tree conditions(Attribute statement) {
        Map<String, Tree> tests = new LinkedHashMap<>();
        for (Attribute block : statement.blocks("condition")) {
            String test = block.at("test").text().orElse("");
            String variable = block.at("variable").text().orElse("");
            if (test.isEmpty() || variable.isEmpty()) {
                return links.unclear(block.at("test"));
            }
            tests.put(test, tests.getOrDefault(test, Tree.empty()).asMapping().with(variable,
                    new Tree.Sequence(links.many(block.at("values")))));
        }
        return tests.isEmpty() ? NOTHING : new Tree.Mapping(tests);
    }
}
