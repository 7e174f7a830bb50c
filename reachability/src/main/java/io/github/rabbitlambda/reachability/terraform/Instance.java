package io.github.rabbitlambda.reachability.terraform;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * One instance of a resource or data source, as it will be after the apply.
 *
 * @param module the address of its module, empty for the root
 * @param configuration its block in the configuration, which a state doesn't have
 */
record Instance(String address, String module, String type, String name, Tree values, Tree unknown, Tree sensitive,
        Optional<Tree.Mapping> configuration) {

    /** {@code [0]} or {@code ["a"]}; empty without count and for_each. */
    String key() {
        return Address.key(Address.lastStep(address));
    }

    boolean isData() {
        return Address.steps(address.substring(module.isEmpty() ? 0 : module.length() + 1)).getFirst().equals("data");
    }

    boolean isConfigured() {
        return configuration.isPresent();
    }

    Attribute at(String attribute) {
        return root().at(attribute);
    }

    List<Attribute> blocks(String name) {
        return root().blocks(name);
    }

    private Attribute root() {
        return new Attribute(this, "", values, unknown, sensitive, configuration.map(block -> expressions()));
    }

    /** The arguments of its block in the configuration. */
    Tree.Mapping expressions() {
        return configuration.flatMap(block -> block.entry("expressions")).map(Tree::asMapping)
                .orElseGet(Tree::empty);
    }

    Instance withConfiguration(Optional<Tree.Mapping> block) {
        return new Instance(address, module, type, name, values, unknown, sensitive, block);
    }

    Scope scope() {
        return new Scope(module, key(), configuration.flatMap(block -> block.entry("for_each_expression")));
    }

    /** The addresses in depends_on, as the module writes them. */
    List<String> dependsOn() {
        return configuration.flatMap(block -> block.entry("depends_on")).map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(item -> item.asText().stream()).toList();
    }
}
