package io.github.rabbitlambda.reachability.terraform;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * Follows the references of the configuration: through variables to the call of a module, through a module's outputs, and
 * to the instances of count and for_each.
 * <p>
 * A plan names the references of an expression, but not the expression. {@code aws_subnet.a[0].id} is exact. For
 * {@code aws_subnet.a[count.index].id} it names {@code aws_subnet.a} and {@code count.index}: then the instance with the key of
 * the instance that refers is taken, and for {@code aws_subnet.a[*].id} all of them; both are guesses.
 */
final class References {
    private static final Set<String> WITHOUT_VALUE = Set.of("count", "path", "terraform", "self");
    private static final int MAX_DEPTH = 40;

    private final Plan plan;
    private int depth;

    References(Plan plan) {
        this.plan = plan;
    }

    /** What an expression with these references gets its value from. */
    Found follow(List<String> references, Scope scope) {
        if (depth > MAX_DEPTH) {
            return Found.hidden("a cycle of modules");
        }
        depth++;
        Found found = Found.NOTHING;
        boolean keyed = references.stream()
                .anyMatch(reference -> reference.equals("count.index") || reference.startsWith("each."));
        for (String reference : references) {
            if (references.stream().noneMatch(longer -> isLonger(longer, reference))) {
                found = found.and(one(Address.steps(reference), scope, keyed));
            }
        }
        depth--;
        return found;
    }

    private static boolean isLonger(String longer, String reference) {
        return longer.startsWith(reference + ".") || longer.startsWith(reference + "[");
    }

    private Found one(List<String> steps, Scope scope, boolean keyed) {
        String first = steps.getFirst();
        if (WITHOUT_VALUE.contains(first) || steps.size() < 2 || first.equals("each") && steps.get(1).equals("key")) {
            return Found.NOTHING;
        }
        return switch (first) {
            case "var" -> variable(Address.name(steps.get(1)), Address.key(steps.get(1)), scope);
            case "each" -> eachValue(scope);
            case "module" -> steps.size() < 3 ? Found.NOTHING : output(steps, scope, keyed);
            case "local" -> Found.hidden(String.join(".", steps));
            case "data" -> data(steps, scope, keyed);
            default -> resource(String.join(".", first, Address.name(steps.get(1))), steps.subList(1, steps.size()),
                    scope, keyed);
        };
    }

    /** A variable of a module has the value of the call; the root module's variables are known. */
    private Found variable(String name, String item, Scope scope) {
        if (scope.module().isEmpty()) {
            return isListOfTexts(name) ? Found.hidden("var." + name) : Found.NOTHING;
        }
        Optional<Tree.Mapping> call = plan.call(scope.module());
        Scope caller = new Scope(Address.parent(scope.module()), Address.key(Address.lastStep(scope.module())),
                call.flatMap(found -> found.entry("for_each_expression")));
        return call.flatMap(found -> found.entry("expressions"))
                .flatMap(expressions -> expressions.asMapping().entry(name))
                .map(expression -> follow(references(expression), caller).item(item)).orElse(Found.NOTHING);
    }

    private boolean isListOfTexts(String variable) {
        return plan.variables().entry(variable).flatMap(tree -> tree.asMapping().entry("value"))
                .filter(value -> value instanceof Tree.Sequence(List<Tree> items) && !items.isEmpty()).isPresent();
    }

    private Found eachValue(Scope scope) {
        return scope.forEach().map(expression -> follow(references(expression), new Scope(scope.module(), scope.key(),
                Optional.empty()))).map(found -> withKey(found, scope.key())).orElse(Found.hidden("each.value"));
    }

    private static Found withKey(Found found, String key) {
        Found same = found.only(target -> target.instance().key().equals(key));
        return same.targets().isEmpty() ? found : same;
    }

    private Found output(List<String> steps, Scope scope, boolean keyed) {
        String call = Address.name(steps.get(1));
        String key = Address.key(steps.get(1));
        String output = Address.name(steps.get(2));
        List<String> modules = plan.modules(scope.module(), call).stream()
                .filter(module -> key.isEmpty() || module.endsWith(key)).toList();
        List<String> mine = keyed && modules.size() > 1
                ? modules.stream().filter(module -> module.endsWith(scope.key())).toList()
                : modules;
        Found found = modules.size() > 1
                ? guess("the instance of `module." + call + "` with the same key")
                : Found.NOTHING;
        for (String module : mine) {
            found = found.and(plan.moduleConfiguration(module).flatMap(called -> called.entry("outputs"))
                    .flatMap(outputs -> outputs.asMapping().entry(output))
                    .flatMap(declared -> declared.asMapping().entry("expression"))
                    .map(expression -> follow(references(expression), Scope.of(module)))
                    .orElse(Found.hidden("module." + call + "." + output)));
        }
        return found.item(Address.key(steps.get(2)));
    }

    private Found data(List<String> steps, Scope scope, boolean keyed) {
        if (steps.size() < 3) {
            return Found.NOTHING;
        }
        String block = "data." + steps.get(1) + "." + Address.name(steps.get(2));
        Found found = resource(block, steps.subList(2, steps.size()), scope, keyed);
        return steps.get(1).equals("aws_iam_policy_document")
                ? found
                : found.targets().stream().anyMatch(target -> !(target.instance().unknown() instanceof Tree.Nothing))
                        || found.targets().isEmpty() ? Found.hidden(String.join(".", steps)) : Found.NOTHING;
    }

    private Found resource(String block, List<String> path, Scope scope, boolean keyed) {
        String key = Address.key(path.getFirst());
        String attribute = path.size() > 1 ? Address.name(path.get(1)) : "";
        List<Instance> instances = plan.ofBlock(scope.module(), block).stream()
                .filter(instance -> key.isEmpty() || instance.key().equals(key)).toList();
        List<Instance> same = keyed && instances.size() > 1
                ? instances.stream().filter(instance -> instance.key().equals(scope.key())).toList()
                : List.of();
        Found found = instances.size() < 2
                ? Found.NOTHING
                : guess(same.isEmpty()
                        ? "all instances of `" + block + "`"
                        : "the instance of `" + block + "` with the same key");
        for (Instance instance : same.isEmpty() ? instances : same) {
            found = found.and(Found.of(new Target(instance, attribute)));
        }
        return found;
    }

    private static Found guess(String guess) {
        return new Found(List.of(), List.of(guess), List.of());
    }

    private static List<String> references(Tree expression) {
        return expression.asMapping().entry("references").map(Tree::asItems).orElse(List.of()).stream()
                .flatMap(item -> item.asText().stream()).toList();
    }
}
