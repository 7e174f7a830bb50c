package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** Fn::FindInMap. */
final class MapLookup {
    private final Expressions expressions;
    private final Template template;

    MapLookup(Expressions expressions, Template template) {
        this.expressions = expressions;
        this.template = template;
    }

    Value find(List<Tree> arguments) {
        if (arguments.size() < 3) {
            return Value.unreadable("Fn::FindInMap");
        }
        List<Value> keys = arguments.subList(0, 3).stream().map(key -> expressions.value(template, key)).toList();
        String name = "FindInMap(" + String.join(", ", keys.stream().map(Value::show).toList()) + ")";
        for (Value key : keys) {
            if (key instanceof Value.Opaque(String unknown, UnknownReason reason)) {
                return new Value.Opaque(name, reason);
            }
        }
        Optional<Tree> found = template.section("Mappings").entry(keys.get(0).show())
                .flatMap(map -> map.asMapping().entry(keys.get(1).show()))
                .flatMap(map -> map.asMapping().entry(keys.get(2).show()));
        Optional<Tree> preset = arguments.size() > 3
                ? arguments.get(3).asMapping().entry("DefaultValue")
                : Optional.empty();
        return found.or(() -> preset).map(tree -> expressions.value(template, tree))
                .orElseGet(() -> Value.unknown("`" + name + "`, which is not in Mappings", "add it to the mapping"));
    }
}
