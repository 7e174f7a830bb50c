package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.rabbitlambda.reachability.template.Tree;

/** The template that a plan becomes: its resources have the addresses of the plan as their ids. */
final class Translation {
    private final Plan plan;
    private final Links links;
    private final Map<String, Tree> resources = new LinkedHashMap<>();
    private final Map<String, List<String>> parts = new LinkedHashMap<>();
    private final Set<String> unmodelled = new TreeSet<>();

    Translation(Plan plan) {
        this.plan = plan;
        this.links = new Links(plan);
    }

    Plan plan() {
        return plan;
    }

    Links links() {
        return links;
    }

    /** The types of the plan that may matter to a mapping and aren't translated. */
    Set<String> unmodelled() {
        return unmodelled;
    }

    void noteUnmodelled(String type) {
        if (OtherTypes.mayMatter(type)) {
            unmodelled.add(type);
        }
    }

    /** Adds what a resource of the plan becomes. */
    void add(Instance instance, Properties properties) {
        add(instance, CloudFormation.type(instance.type()), properties);
    }

    void add(Instance instance, String type, Properties properties) {
        resources.put(instance.address(),
                Tree.mapping("Type", type, "Properties", properties.tree(), "DependsOn", dependsOn(instance)));
    }

    /** Adds a resource that is only a part of one in the plan, such as an inline rule, and is made with it. */
    void addPart(Instance owner, String part, String type, Properties properties) {
        String id = owner.address() + "." + part;
        resources.put(id, Tree.mapping("Type", type, "Properties", properties.tree()));
        parts.computeIfAbsent(owner.address(), key -> new ArrayList<>()).add(id);
    }

    /** Adds an entry to a list of a resource that was added before. */
    void append(String id, String property, Tree item) {
        Tree.Mapping resource = resources.getOrDefault(id, Tree.empty()).asMapping();
        Tree.Mapping properties = resource.entry("Properties").map(Tree::asMapping).orElseGet(Tree::empty);
        List<Tree> items = new ArrayList<>(properties.entry(property).map(Tree::asItems).orElse(List.of()));
        if (!items.contains(item)) {
            items.add(item);
        }
        set(id, property, new Tree.Sequence(items));
    }

    /** Sets a property of a resource that was added before. */
    void set(String id, String property, Tree value) {
        Tree.Mapping resource = resources.getOrDefault(id, Tree.empty()).asMapping();
        if (!resource.entries().isEmpty()) {
            resources.put(id, resource.with("Properties", resource.entry("Properties").orElseThrow().asMapping()
                    .with(property, value)));
        }
    }

    /** Everything exists already, so that the order of creation is of no matter to the mappings. */
    void mappingsAreLast() {
        List<Tree> all = resources.keySet().stream().<Tree>map(Tree::text).toList();
        ofType("AWS::Lambda::EventSourceMapping").keySet().forEach(
                id -> resources.put(id, resources.get(id).asMapping().with("DependsOn", new Tree.Sequence(all))));
    }

    boolean has(String id) {
        return resources.containsKey(id);
    }

    /** The ids of the resources of a type, with their properties. */
    Map<String, Tree.Mapping> ofType(String type) {
        Map<String, Tree.Mapping> found = new LinkedHashMap<>();
        resources.forEach((id, resource) -> {
            if (resource.asMapping().entry("Type").filter(Tree.text(type)::equals).isPresent()) {
                found.put(id, resource.asMapping().entry("Properties").orElseThrow().asMapping());
            }
        });
        return found;
    }

    private List<String> dependsOn(Instance instance) {
        return instance.dependsOn().stream().flatMap(reference -> addresses(instance.module(), reference).stream())
                .toList();
    }

    private List<String> addresses(String module, String reference) {
        if (!reference.startsWith("module.")) {
            return plan.ofBlock(module, reference).stream().map(Instance::address).toList();
        }
        String base = Address.join(module, reference);
        return plan.instances().stream().map(Instance::address)
                .filter(address -> address.startsWith(base + ".") || address.startsWith(base + "[")).toList();
    }

    /** All resources; one that has parts waits for them. */
    Tree.Mapping resources() {
        Map<String, Tree> all = new LinkedHashMap<>(resources);
        parts.forEach((owner, ids) -> {
            Tree.Mapping resource = all.getOrDefault(owner, Tree.mapping("Type", "Terraform::part")).asMapping();
            List<Tree> waits = new ArrayList<>(resource.entry("DependsOn").map(Tree::asItems).orElse(List.of()));
            ids.forEach(id -> waits.add(Tree.text(id)));
            all.put(owner, resource.with("DependsOn", new Tree.Sequence(waits)));
        });
        return new Tree.Mapping(all);
    }
}
