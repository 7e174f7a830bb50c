package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Tree;

/**
 * Writes a plan or a state as {@code terraform show -json} does
 * (https://developer.hashicorp.com/terraform/internals/json-format). In a plan nothing exists yet: what an attribute takes from
 * another resource is unknown, and the configuration names the reference. In a state everything is known.
 */
final class PlanWriter {
    private final boolean state;
    private final List<Tree> instances = new ArrayList<>();
    private final List<Tree> data = new ArrayList<>();
    private final List<Tree> configuration = new ArrayList<>();

    PlanWriter(boolean state) {
        this.state = state;
    }

    boolean isState() {
        return state;
    }

    /** One attribute: what a state has, and what it refers to in the configuration. */
    record Attribute(Tree known, List<String> references) {
        static Attribute of(Object known) {
            return new Attribute(Tree.mapping("v", known).entries().get("v"), List.of());
        }
    }

    /** One resource under construction. */
    final class Block {
        private final Map<String, Tree> values = new LinkedHashMap<>();
        private final Map<String, Tree> unknown = new LinkedHashMap<>();
        private final Map<String, Tree> expressions = new LinkedHashMap<>();

        Block with(String name, Object known) {
            return with(name, known instanceof Attribute attribute ? attribute : Attribute.of(known));
        }

        private Block with(String name, Attribute attribute) {
            if (attribute.references().isEmpty()) {
                values.put(name, attribute.known());
                expressions.put(name, Tree.mapping("constant_value", attribute.known()));
            } else {
                values.put(name, state ? attribute.known() : new Tree.Nothing());
                unknown.put(name, Tree.text("true"));
                expressions.put(name, Tree.mapping("references", attribute.references()));
            }
            return this;
        }

        Block blocks(String name, List<Block> blocks) {
            values.put(name, new Tree.Sequence(blocks.stream().map(Block::valuesTree).toList()));
            unknown.put(name, new Tree.Sequence(blocks.stream().<Tree>map(block -> new Tree.Mapping(block.unknown))
                    .toList()));
            expressions.put(name, new Tree.Sequence(blocks.stream()
                    .<Tree>map(block -> new Tree.Mapping(block.expressions)).toList()));
            return this;
        }

        /** An attribute that the provider computes. */
        Block computed(String name, String known) {
            values.put(name, state ? Tree.text(known) : new Tree.Nothing());
            unknown.put(name, Tree.text("true"));
            return this;
        }

        private Tree valuesTree() {
            return new Tree.Mapping(values);
        }
    }

    Block block() {
        return new Block();
    }

    void add(String type, String name, Block block, List<String> dependsOn) {
        Tree.Mapping head = head("managed", type, name);
        instances.add(state
                ? head.with("values", block.valuesTree())
                : head.with("change", Tree.mapping("actions", List.of("create"), "before", new Tree.Nothing(), "after",
                        block.valuesTree(), "after_unknown", new Tree.Mapping(block.unknown), "after_sensitive",
                        Tree.empty())));
        configure(head, block, dependsOn);
    }

    /** A data source that is read during the apply. */
    void addData(String type, String name, Block block) {
        Tree.Mapping head = head("data", type, name);
        data.add(head.with("change", Tree.mapping("actions", List.of("read"), "before", new Tree.Nothing(), "after",
                block.valuesTree(), "after_unknown", new Tree.Mapping(block.unknown), "after_sensitive",
                Tree.empty())));
        configure(head, block, List.of());
    }

    private void configure(Tree.Mapping head, Block block, List<String> dependsOn) {
        configuration.add(head.with("expressions", new Tree.Mapping(block.expressions))
                .with("depends_on", Tree.mapping("d", dependsOn).entries().get("d"))
                .with("provider_config_key", Tree.text("aws")));
    }

    private static Tree.Mapping head(String mode, String type, String name) {
        return Tree.mapping("address", (mode.equals("data") ? "data." : "") + type + "." + name, "mode", mode, "type",
                type,
                "name", name);
    }

    String json() {
        if (state) {
            return JsonText.of(Tree.mapping("format_version", "1.0", "terraform_version", "1.9.8", "values",
                    Tree.mapping("root_module", Tree.mapping("resources", instances))));
        }
        List<Tree> changes = new ArrayList<>(data);
        changes.addAll(instances);
        return JsonText.of(Tree.mapping("format_version", "1.2", "terraform_version", "1.9.8", "planned_values",
                Tree.mapping("root_module", Tree.empty()), "resource_changes", changes, "configuration",
                Tree.mapping("provider_config",
                        Tree.mapping("aws", Tree.mapping("name", "aws", "expressions", Tree.mapping("region",
                                Tree.mapping("constant_value", "eu-central-1")))),
                        "root_module", Tree.mapping("resources", configuration))));
    }
}
