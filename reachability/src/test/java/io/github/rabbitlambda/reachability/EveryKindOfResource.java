package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.template.Tree;

/** Good and broken templates with every kind of resource that the check reads. */
final class EveryKindOfResource {
    private static final int RANDOM_STACKS = 100;

    private EveryKindOfResource() {}

    static List<Tree.Mapping> templates() {
        List<Tree.Mapping> templates = new ArrayList<>();
        Stacks.graded().forEach(graded -> templates.add(Stacks.tree(graded.file())));
        Stacks.graded().forEach(graded -> templates.add(Rewrites.samEvent(Stacks.tree(graded.file()))));
        Stream.of(new BrokerRulesTest(), new NetworkRulesTest(), new PolicyRulesTest())
                .flatMap(rules -> rules.cases().stream()).forEach(given -> templates.add(given.template()));
        for (int seed = 0; seed < RANDOM_STACKS; seed++) {
            templates.add(RandomStackTemplate.of(new RandomStack(seed)));
        }
        templates.add(DefaultVpcStack.template());
        return templates;
    }
}
