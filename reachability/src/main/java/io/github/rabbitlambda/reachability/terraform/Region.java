package io.github.rabbitlambda.reachability.terraform;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/** The Region of a plan's brokers: that of the resource, of its ARN, or of the provider that it is made with. */
final class Region {
    private Region() {}

    static Tree of(Tree.Mapping document, Plan plan) {
        List<String> regions = plan.ofType("aws_mq_broker").stream()
                .flatMap(broker -> of(broker, document).stream()).distinct().toList();
        return regions.size() == 1 ? Tree.text(regions.getFirst()) : new Tree.Nothing();
    }

    private static Optional<String> of(Instance broker, Tree.Mapping document) {
        return broker.at("region").text()
                .or(() -> broker.at("arn").text().map(arn -> arn.split(":", -1)).filter(parts -> parts.length > 3)
                        .map(parts -> parts[3]))
                .or(() -> broker.configuration().flatMap(block -> block.entry("provider_config_key"))
                        .flatMap(Tree::asText).flatMap(key -> ofProvider(document, key)));
    }

    private static Optional<String> ofProvider(Tree.Mapping document, String key) {
        Optional<Tree> region = path(document, "configuration", "provider_config", key, "expressions", "region");
        return region.flatMap(tree -> tree.asMapping().entry("constant_value")).flatMap(Tree::asText)
                .or(() -> region.flatMap(tree -> tree.asMapping().entry("references")).map(Tree::asItems)
                        .orElse(List.of()).stream().flatMap(item -> item.asText().stream())
                        .filter(reference -> reference.startsWith("var.")).findFirst()
                        .flatMap(reference -> path(document, "variables", reference.substring(4), "value"))
                        .flatMap(Tree::asText));
    }

    private static Optional<Tree> path(Tree document, String... path) {
        Optional<Tree> tree = Optional.of(document);
        for (String step : path) {
            tree = tree.flatMap(found -> found.asMapping().entry(step));
        }
        return tree;
    }
}
