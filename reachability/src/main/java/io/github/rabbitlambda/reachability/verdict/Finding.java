package io.github.rabbitlambda.reachability.verdict;

import java.util.List;

/**
 * One thing that a check found.
 *
 * @param rule the rule of docs/reachability.md, such as R8
 * @param sentence subject, fact with place, fix
 * @param fixes what to change, each to be applied as a whole; empty where the check can't decide that
 * @param doubts for UNKNOWN, why it is unknown
 */
public record Finding(String rule, Level level, String sentence, List<Fix> fixes, List<String> doubts) {
    /** The rule of a finding that comes from no rule. */
    public static final String NO_RULE = "-";

    /** How serious a finding is, the most serious first. */
    public enum Level {
        /** The mapping cannot connect, or cannot be deployed. */
        FAILS,
        /** Whether it holds can't be known from these templates. */
        UNKNOWN,
        /** Assumed to hold. */
        ASSUMES,
        /** It connects, but something is likely to cause trouble later. */
        WARNS,
        /** Worth knowing. */
        NOTES
    }

    public Finding {
        fixes = List.copyOf(fixes);
        doubts = List.copyOf(doubts);
    }

    /** The same finding with other fixes. */
    public Finding with(List<Fix> others) {
        return new Finding(rule, level, sentence, others, doubts);
    }
}
