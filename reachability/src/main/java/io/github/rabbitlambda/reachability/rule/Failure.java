package io.github.rabbitlambda.reachability.rule;

import java.util.List;

import io.github.rabbitlambda.reachability.verdict.Fix;

/**
 * What to say and do when a requirement isn't met.
 *
 * @param sentence subject, fact with its place, and what to change
 */
record Failure(String sentence, List<Fix> fixes) {
    static Failure of(String sentence) {
        return new Failure(sentence, List.of());
    }
}
