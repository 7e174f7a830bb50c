package io.github.rabbitlambda.reachability.verdict;

import java.util.List;

/**
 * One thing that a check found.
 *
 * @param rule the rule of docs/reachability.md, such as R8
 * @param sentence subject, fact with place, fix
 * @param fixes what to change, each to be applied as a whole; empty where a machine cannot tell
 * @param doubts for UNKNOWN, the expressions that stopped the check
 */
public record Finding(String rule, Level level, String sentence, List<Fix> fixes, List<String> doubts) {
    /** The rule of a finding that comes from no rule. */
    public static final String NO_RULE = "-";

    /** How much a finding weighs. */
    public enum Level {
        /** The mapping cannot connect, or cannot be deployed. */
        FAILS,
        /** Whether it holds can't be known from these templates. */
        UNKNOWN,
        /** Taken for granted. */
        ASSUMES,
        /** It connects, but something nearby is likely to hurt. */
        WARNS,
        /** Worth knowing. */
        NOTES
    }

    public Finding {
        fixes = List.copyOf(fixes);
        doubts = List.copyOf(doubts);
    }
}
