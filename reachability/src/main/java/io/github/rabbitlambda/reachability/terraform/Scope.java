package io.github.rabbitlambda.reachability.terraform;

import java.util.Optional;

import io.github.rabbitlambda.reachability.template.Tree;

/**
 * Where an expression is evaluated.
 *
 * @param module the address of the module
 * @param key the key of the instance, which count.index and each.key mean
 * @param forEach the for_each expression, which each.value means
 */
record Scope(String module, String key, Optional<Tree> forEach) {
    static Scope of(String module) {
        return new Scope(module, "", Optional.empty());
    }
}
