package io.github.rabbitlambda.reachability.terraform;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/** Reads the resource instances out of a plan or a state. */
final class PlanReader {
    private static final Tree NOTHING = new Tree.Nothing();

    private final Tree.Mapping document;
    private final Tree.Mapping configuration;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Map<String, Map<String, Tree.Mapping>> blocksByModule = new HashMap<>();

    private PlanReader(Tree.Mapping document) {
        this.document = document;
        this.configuration = section(section(document, "configuration"), "root_module");
    }

    static Plan read(Tree.Mapping document) {
        PlanReader reader = new PlanReader(document);
        reader.changes();
        reader.modules(section(section(document, "planned_values"), "root_module"), "");
        reader.modules(section(section(document, "values"), "root_module"), "");
        reader.data(section(section(section(document, "prior_state"), "values"), "root_module"), "");
        return new Plan(reader.instances.values(), reader.configuration, section(document, "variables"));
    }

    // A resource that Terraform only forgets stays as it was.
    private void changes() {
        for (Tree item : items(document, "resource_changes")) {
            Tree.Mapping resource = item.asMapping();
            Tree.Mapping change = section(resource, "change");
            List<String> actions = items(change, "actions").stream().flatMap(action -> action.asText().stream())
                    .toList();
            if (resource.entry("deposed").isEmpty() && !actions.equals(List.of("delete"))) {
                boolean kept = actions.equals(List.of("forget"));
                add(resource, text(resource, "module_address"), change.entry(kept ? "before" : "after").orElse(NOTHING),
                        kept ? NOTHING : change.entry("after_unknown").orElse(NOTHING),
                        change.entry(kept ? "before_sensitive" : "after_sensitive").orElse(NOTHING));
            }
        }
    }

    private void modules(Tree.Mapping module, String address) {
        items(module, "resources").forEach(resource -> known(resource.asMapping(), address));
        items(module, "child_modules")
                .forEach(child -> modules(child.asMapping(), text(child.asMapping(), "address")));
    }

    // The prior state has the data sources that were read; its resources may change.
    private void data(Tree.Mapping module, String address) {
        items(module, "resources").stream().map(Tree::asMapping).filter(PlanReader::isData)
                .forEach(resource -> known(resource, address));
        items(module, "child_modules").forEach(child -> data(child.asMapping(), text(child.asMapping(), "address")));
    }

    private void known(Tree.Mapping resource, String module) {
        if (!instances.containsKey(text(resource, "address"))) {
            add(resource, module, resource.entry("values").orElse(NOTHING), NOTHING,
                    resource.entry("sensitive_values").orElse(NOTHING));
        }
    }

    private void add(Tree.Mapping resource, String module, Tree values, Tree unknown, Tree sensitive) {
        String type = text(resource, "type");
        String name = text(resource, "name");
        String address = text(resource, "address");
        instances.put(address, new Instance(address, module, type, name, values, unknown, sensitive,
                Optional.ofNullable(blocksByModule.computeIfAbsent(module, this::blocks).get(blockName(resource)))));
    }

    private Map<String, Tree.Mapping> blocks(String module) {
        Map<String, Tree.Mapping> blocks = new HashMap<>();
        new Plan(List.of(), configuration, Tree.empty()).moduleConfiguration(module)
                .ifPresent(found -> items(found, "resources").stream().map(Tree::asMapping)
                        .forEach(block -> blocks.put(blockName(block), block)));
        return blocks;
    }

    private static String blockName(Tree.Mapping resource) {
        return (isData(resource) ? "data." : "") + text(resource, "type") + "." + text(resource, "name");
    }

    private static boolean isData(Tree.Mapping resource) {
        return text(resource, "mode").equals("data");
    }

    private static Tree.Mapping section(Tree.Mapping tree, String name) {
        return tree.entry(name).map(Tree::asMapping).orElseGet(Tree::empty);
    }

    private static List<Tree> items(Tree.Mapping tree, String name) {
        return tree.entry(name).map(Tree::asItems).orElse(List.of());
    }

    private static String text(Tree.Mapping tree, String name) {
        return tree.entry(name).flatMap(Tree::asText).orElse("");
    }
}
