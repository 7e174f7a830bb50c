package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.verdict.Verdict;

/** Changes to plans of Terraform. */
final class Plans {
    private Plans() {}

    /** The plan of a graded template. */
    static Tree.Mapping of(String template) {
        return JsonReader.read(PlanOfTemplate.plan(Stacks.tree(template))).asMapping();
    }

    static List<Verdict> verdicts(Tree.Mapping plan) {
        return Reachability.ofTexts(Map.of("plan.json", JsonText.of(plan))).verdicts();
    }

    /** The plan with a literal in the configuration. */
    static Tree.Mapping with(Tree.Mapping plan, String address, String attribute, Object value) {
        Tree.Mapping changed = change(plan, address, "change/after/" + attribute, value);
        changed = change(changed, address, "change/after_unknown/" + attribute, null);
        return configure(changed, address, attribute,
                Tree.mapping("constant_value", value == null ? new Tree.Nothing() : value));
    }

    /** The plan with an expression whose value is known after the apply. */
    static Tree.Mapping referring(Tree.Mapping plan, String address, String attribute, String... references) {
        return configure(unknown(plan, address, attribute), address, attribute,
                Tree.mapping("references", List.of(references)));
    }

    /** The plan with an attribute that isn't written, so that the provider computes it. */
    static Tree.Mapping computed(Tree.Mapping plan, String address, String attribute) {
        return configure(unknown(plan, address, attribute), address, attribute, null);
    }

    private static Tree.Mapping unknown(Tree.Mapping plan, String address, String attribute) {
        Tree.Mapping changed = change(plan, address, "change/after/" + attribute, null);
        return change(changed, address, "change/after_unknown/" + attribute, "true");
    }

    static Tree.Mapping sensitive(Tree.Mapping plan, String address, String attribute) {
        return change(plan, address, "change/after_sensitive/" + attribute, "true");
    }

    static Tree.Mapping without(Tree.Mapping plan, String address) {
        List<Tree> changes = new ArrayList<>(plan.entry("resource_changes").orElseThrow().asItems());
        if (!changes.removeIf(change -> is(change, address))) {
            throw new AssertionError(address + " is not in the plan");
        }
        return plan.with("resource_changes", new Tree.Sequence(changes));
    }

    static Tree.Mapping acting(Tree.Mapping plan, String address, String action) {
        Tree.Mapping change = plan.entry("resource_changes").orElseThrow().asItems().stream()
                .filter(item -> is(item, address)).findFirst().orElseThrow().asMapping().entry("change").orElseThrow()
                .asMapping();
        Tree.Mapping acting = change(plan, address, "change/actions", List.of(action));
        return change(change(acting, address, "change/before", change.entry("after").orElseThrow()), address,
                "change/after", null);
    }

    /** The plan with one more resource, whose attributes are literals, or lists of references. */
    static Tree.Mapping adding(Tree.Mapping plan, String address, Object... attributes) {
        String[] name = address.split("\\.");
        Tree.Mapping head = Tree.mapping("address", address, "mode", "managed", "type", name[0], "name", name[1]);
        Tree.Mapping added = append(plan, "resource_changes", head.with("change",
                Tree.mapping("actions", List.of("create"), "after", Tree.empty(), "after_unknown",
                        Tree.mapping("id", "true"))));
        added = Stacks.with(added, "configuration/root_module/resources/-", head.with("expressions", Tree.empty()));
        for (int i = 0; i < attributes.length; i += 2) {
            String attribute = (String) attributes[i];
            added = attributes[i + 1] instanceof String[] references
                    ? referring(added, address, attribute, references)
                    : with(added, address, attribute, attributes[i + 1]);
        }
        return added;
    }

    static String[] refs(String... references) {
        return references;
    }

    private static Tree.Mapping append(Tree.Mapping plan, String list, Tree item) {
        return Stacks.with(plan, list + "/-", item);
    }

    private static Tree.Mapping change(Tree.Mapping plan, String address, String path, Object value) {
        List<Tree> changes = plan.entry("resource_changes").orElseThrow().asItems();
        for (int i = 0; i < changes.size(); i++) {
            if (is(changes.get(i), address)) {
                return Stacks.with(plan, "resource_changes/" + i + "/" + path, value);
            }
        }
        throw new AssertionError(address + " is not in the plan");
    }

    private static boolean is(Tree change, String address) {
        return change.asMapping().entry("address").filter(Tree.text(address)::equals).isPresent();
    }

    private static Tree.Mapping configure(Tree.Mapping plan, String address, String attribute, Object expression) {
        List<Tree> blocks = plan.entry("configuration").flatMap(tree -> tree.asMapping().entry("root_module"))
                .flatMap(tree -> tree.asMapping().entry("resources")).orElseThrow().asItems();
        for (int i = 0; i < blocks.size(); i++) {
            if (is(blocks.get(i), address.replaceFirst("\\[.*", ""))) {
                return Stacks.with(plan, "configuration/root_module/resources/" + i + "/expressions/" + attribute,
                        expression);
            }
        }
        return plan;
    }
}
