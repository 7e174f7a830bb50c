package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** Fn::FindInMap. */
final class MapLookup {
    private final Expressions expressions;
    private final Parameters parameters;
    private final Template template;

    MapLookup(Expressions expressions, Parameters parameters, Template template) {
        this.expressions = expressions;
        this.parameters = parameters;
        this.template = template;
    }

    Value find(List<Tree> arguments) {
        if (arguments.size() < 3) {
            return Value.unreadable("Fn::FindInMap");
        }
        List<Value> keys = arguments.subList(0, 3).stream().map(key -> expressions.value(template, key)).toList();
        String name = "FindInMap(" + String.join(", ", keys.stream().map(Value::show).toList()) + ")";
        Optional<Tree> map = template.section("Mappings").entry(keys.get(0).show());
        Optional<Tree> preset = arguments.size() > 3
                ? arguments.get(3).asMapping().entry("DefaultValue")
                : Optional.empty();
        Optional<Value> unknown = keys.stream().filter(key -> !(key instanceof Value.Text)).findFirst();
        boolean absent = map.isPresent() && isNoKeyOf(map.get().asMapping(), keys.get(1));
        if (unknown.isPresent() && !(absent && preset.isPresent())) {
            return new Value.Opaque(name, unknown.get().unknownReason());
        }
        Optional<Tree> found = map.flatMap(rows -> rows.asMapping().entry(keys.get(1).show()))
                .flatMap(row -> row.asMapping().entry(keys.get(2).show()));
        return found.or(() -> preset).map(tree -> expressions.value(template, tree))
                .orElseGet(() -> Value.unknown("`" + name + "`, which is not in Mappings", "add it to the mapping"));
    }

    /** Whether a key that isn't known is known to be none of a map's. */
    private boolean isNoKeyOf(Tree.Mapping map, Value key) {
        return key instanceof Value.Opaque(String unknown, UnknownReason reason)
                && map.entries().keySet().stream().allMatch(known -> parameters.differs(unknown, known));
    }
}
