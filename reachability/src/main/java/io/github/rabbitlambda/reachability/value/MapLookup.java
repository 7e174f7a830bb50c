package io.github.rabbitlambda.reachability.value;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;

/** Fn::FindInMap. */
final class MapLookup {
    private final Resolver resolver;
    private final Template template;

    MapLookup(Resolver resolver, Template template) {
        this.resolver = resolver;
        this.template = template;
    }

    Value find(List<Tree> arguments) {
        if (arguments.size() < 3) {
            return Resolver.unreadable("Fn::FindInMap");
        }
        List<Value> keys = arguments.subList(0, 3).stream().map(key -> resolver.value(template, key)).toList();
        String name = "FindInMap(" + String.join(", ", keys.stream().map(Value::show).toList()) + ")";
        for (Value key : keys) {
            if (key instanceof Value.Opaque(String key0, UnknownReason reason)) {
                return new Value.Opaque(name, reason);
            }
        }
        Optional<Tree> found = template.section("Mappings").entry(keys.get(0).show())
                .flatMap(map -> map.asMapping().entry(keys.get(1).show()))
                .flatMap(map -> map.asMapping().entry(keys.get(2).show()));
        Optional<Tree> preset = arguments.size() > 3
                ? arguments.get(3).asMapping().entry("DefaultValue")
                : Optional.empty();
        return found.or(() -> preset).map(tree -> resolver.value(template, tree))
                .orElseGet(() -> Resolver.opaque("`" + name + "`, which is not in Mappings", "add it to the mapping"));
    }
}
