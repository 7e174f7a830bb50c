package io.github.rabbitlambda.reachability.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.github.rabbitlambda.reachability.template.JsonText;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Builds a {@link Fix} for one template. */
public final class Repair {
    private final Template template;
    private final String summary;
    private final List<Fix.Change> changes = new ArrayList<>();
    private boolean possible = true;

    public Repair(Template template, String summary) {
        this.template = template;
        this.summary = summary;
    }

    /**
     * The repair in the first of two templates that can express it.
     *
     * @param usual the template that is tried first
     * @param repaired what the repair adds to; the second is its template
     */
    public static List<Fix> firstPossible(Template usual, Value repaired, Function<Template, Repair> repair) {
        List<Fix> fixes = repair.apply(usual).fixes();
        return fixes.isEmpty() && repaired instanceof Value.Reference(Resource resource, String attribute)
                && resource.template() != usual ? repair.apply(resource.template()).fixes() : fixes;
    }

    /** A logical id that the template doesn't use yet; logical ids are letters and digits only. */
    public static String freshId(Template template, String wanted) {
        String base = wanted.replaceAll("[^A-Za-z0-9]", "");
        String id = base;
        for (int i = 2; template.resources().containsKey(id); i++) {
            id = base + i;
        }
        return id;
    }

    public String freshId(String wanted) {
        return freshId(template, wanted);
    }

    /** Adds a resource, under the id wanted or one like it. */
    public Repair resource(String wanted, String type, Tree.Mapping properties) {
        change("add", "/Resources/" + freshId(template, wanted), Tree.mapping("Type", type, "Properties", properties));
        return this;
    }

    public Repair set(ResolvedResource resource, String property, Tree value) {
        if (!inTemplate(resource)) {
            return this;
        }
        Optional<Tree> properties = properties(resource);
        if (properties.isEmpty()) {
            change("add", pointer(resource, "Properties"), Tree.mapping(property, value));
        } else {
            possible &= !isFunction(properties.get());
            change("add", pointer(resource, "Properties", property), value);
        }
        return this;
    }

    /** Sets a value at a path below a resource, whose parents exist. */
    public Repair put(ResolvedResource resource, Tree value, List<String> path) {
        if (inTemplate(resource)) {
            change("add", pointer(resource, path.toArray(String[]::new)), value);
        }
        return this;
    }

    public Repair remove(ResolvedResource resource, String property) {
        if (inTemplate(resource)
                && properties(resource).flatMap(tree -> tree.asMapping().entry(property)).isPresent()) {
            changes.add(new Fix.Change("remove", pointer(resource, "Properties", property), ""));
        }
        return this;
    }

    /** Appends to a list, which may be absent or a single value. */
    public Repair append(ResolvedResource resource, Tree item, String... path) {
        if (!inTemplate(resource)) {
            return this;
        }
        Tree found = written(resource).orElseThrow();
        for (int depth = 0; depth < path.length; depth++) {
            Optional<Tree> inner = found.asMapping().entry(path[depth]);
            possible &= !isFunction(found);
            if (inner.isEmpty()) {
                addMissing(resource, item, List.of(path), depth + 1);
                return this;
            }
            found = inner.get();
        }
        append(pointer(resource, path), found, item);
        return this;
    }

    /** Adds a list of one item, and what is missing around it. */
    private void addMissing(ResolvedResource resource, Tree item, List<String> path, int present) {
        Tree value = Tree.list(item);
        for (String key : path.subList(present, path.size()).reversed()) {
            value = Tree.mapping(key, value);
        }
        change("add", pointer(resource, path.subList(0, present).toArray(String[]::new)), value);
    }

    private void append(String pointer, Tree list, Tree item) {
        possible &= !isFunction(list);
        if (list instanceof Tree.Sequence) {
            change("add", pointer + "/-", item);
        } else {
            change("replace", pointer, Tree.list(list, item));
        }
    }

    private static boolean isFunction(Tree tree) {
        return tree.asMapping().entries().keySet().stream()
                .anyMatch(key -> key.startsWith("Fn::") || key.equals("Ref"));
    }

    /** Gives a role an inline policy of one statement. */
    public Repair policy(ResolvedResource role, String name, Tree statement) {
        return append(role, Tree.mapping("PolicyName", name, "PolicyDocument",
                Tree.mapping("Version", "2012-10-17", "Statement", List.of(statement))), "Properties", "Policies");
    }

    // What SAM generates isn't in the template as it was written, so that no pointer leads to it.
    private boolean inTemplate(ResolvedResource resource) {
        possible &= resource.template() == template && written(resource).isPresent();
        return possible;
    }

    private Optional<Tree> properties(ResolvedResource resource) {
        return written(resource).flatMap(tree -> tree.asMapping().entry("Properties"));
    }

    private Optional<Tree> written(ResolvedResource resource) {
        return template.written().asMapping().entry("Resources")
                .flatMap(resources -> resources.asMapping().entry(resource.id()));
    }

    private void change(String operation, String pointer, Tree value) {
        changes.add(new Fix.Change(operation, pointer, JsonText.of(value)));
    }

    private static String pointer(ResolvedResource resource, String... path) {
        StringBuilder pointer = new StringBuilder("/Resources/" + escaped(resource.id()));
        for (String step : path) {
            pointer.append('/').append(escaped(step));
        }
        return pointer.toString();
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }

    /** A value as an expression of this template; makes the repair impossible if it can't be written there. */
    public Tree expression(Value value) {
        Optional<Tree> tree = new ValueExpression(template).of(value);
        possible &= tree.isPresent();
        return tree.orElseGet(() -> Tree.text(""));
    }

    public Repair possibleOnlyIf(boolean condition) {
        possible &= condition;
        return this;
    }

    public List<Fix> fixes() {
        return possible && !changes.isEmpty() ? List.of(new Fix(template.name(), summary, changes)) : List.of();
    }
}
