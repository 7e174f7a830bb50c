package io.github.rabbitlambda.reachability.terraform;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * Tells defaults that the provider computes from values that come from other resources. An expression of which everything is
 * known has a known value. If the attribute is unknown all the same, the value is null and the provider computes the
 * attribute: {@code policy = var.policy} without a policy is as if it weren't written.
 */
final class ComputedDefaults {
    private final References references;

    private ComputedDefaults(Plan plan) {
        this.references = new References(plan);
    }

    /** The plan without the expressions that are null. */
    static Plan settled(Plan plan) {
        ComputedDefaults defaults = new ComputedDefaults(plan);
        return plan.with(plan.instances().stream()
                .map(instance -> instance.isData() ? instance : defaults.settled(instance)).toList());
    }

    private Instance settled(Instance instance) {
        Map<String, Tree> written = new LinkedHashMap<>(instance.expressions().entries());
        boolean changed = written.keySet().removeIf(name -> isNull(instance.at(name)));
        return changed
                ? instance.withConfiguration(instance.configuration()
                        .map(block -> block.with("expressions", new Tree.Mapping(written))))
                : instance;
    }

    private boolean isNull(Attribute attribute) {
        return attribute.isUnknown() && attribute.written().filter(Attribute::isExpression).isPresent()
                && references.follow(attribute.references(), attribute.owner().scope()).isNothing();
    }
}
