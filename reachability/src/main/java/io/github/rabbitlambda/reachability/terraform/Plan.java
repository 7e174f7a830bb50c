package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Tree;

/** The resource instances of a plan or a state. */
final class Plan {
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Map<String, List<Instance>> byType = new HashMap<>();
    private final Map<String, List<Instance>> byBlock = new HashMap<>();
    private final Map<String, Set<String>> modulesByCall = new HashMap<>();
    private final Tree.Mapping configuration;
    private final Tree.Mapping variables;

    /**
     * @param configuration the root module as configured; empty for a state
     * @param variables the values of the root module's variables
     */
    Plan(Collection<Instance> instances, Tree.Mapping configuration, Tree.Mapping variables) {
        this.configuration = configuration;
        this.variables = variables;
        instances.forEach(this::add);
    }

    private void add(Instance instance) {
        instances.put(instance.address(), instance);
        byType.computeIfAbsent(instance.type(), type -> new ArrayList<>()).add(instance);
        String address = instance.address();
        byBlock.computeIfAbsent(address.substring(0, address.length() - instance.key().length()),
                block -> new ArrayList<>()).add(instance);
        for (String module = instance.module(); !module.isEmpty(); module = Address.parent(module)) {
            String call = module.substring(0, module.length() - Address.key(Address.lastStep(module)).length());
            modulesByCall.computeIfAbsent(call, key -> new LinkedHashSet<>()).add(module);
        }
    }

    /** The same plan with other instances. */
    Plan with(Collection<Instance> others) {
        return new Plan(others, configuration, variables);
    }

    Collection<Instance> instances() {
        return instances.values();
    }

    Tree.Mapping variables() {
        return variables;
    }

    List<Instance> ofType(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** The instances of one resource block: {@code aws_subnet.private}, or {@code data.aws_vpc.main}. */
    List<Instance> ofBlock(String module, String block) {
        return byBlock.getOrDefault(Address.join(module, block), List.of());
    }

    /** The instances of a module call: {@code module.vpc}, or {@code module.vpc[0]} and {@code module.vpc[1]}. */
    List<String> modules(String parent, String call) {
        return List.copyOf(modulesByCall.getOrDefault(Address.join(parent, "module." + call), Set.of()));
    }

    /** The configuration of a module, found by the names of the calls that lead to it. */
    Optional<Tree.Mapping> moduleConfiguration(String module) {
        if (module.isEmpty()) {
            return Optional.of(configuration);
        }
        return call(module).flatMap(call -> call.entry("module")).map(Tree::asMapping);
    }

    /** The call of a module. */
    Optional<Tree.Mapping> call(String module) {
        return moduleConfiguration(Address.parent(module)).flatMap(parent -> parent.entry("module_calls"))
                .flatMap(calls -> calls.asMapping().entry(Address.name(Address.lastStep(module))))
                .map(Tree::asMapping);
    }
}
