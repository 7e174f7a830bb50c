package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.verdict.BrokenHop;
import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * What to say and do when a requirement isn't met.
 *
 * @param sentence subject, fact with its place, and what to change
 * @param broken where it breaks the paths
 */
record Failure(String sentence, List<Fix> fixes, List<BrokenHop> broken) {
    Failure(String sentence, List<Fix> fixes) {
        this(sentence, fixes, List.of());
    }

    /** The same failure, which breaks paths to these targets. */
    Failure breaking(List<String> targets, String hop) {
        return new Failure(sentence, fixes, targets.stream().map(target -> new BrokenHop(target, hop)).toList());
    }

    static Failure of(String sentence) {
        return new Failure(sentence, List.of());
    }
}
